import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Stage } from '../app/stage';
import { Inspector } from '../inspector/inspector';
import { ProcessGraph } from '../process-graph/process-graph';
import { selectHasRun } from '../store/lab-selectors';
import { useApp } from '../store/use-app';
import { Tabs } from '../ui/tabs';
import { OutputsPanel } from '../understand/outputs-panel';
import styles from './lab-stage.module.css';
import { useProcessColours } from './use-process-colours';
import { VariablesTable } from './variables-table';

const views = ['tree', 'graph', 'variables', 'outputs', 'details'] as const;
type View = (typeof views)[number];

/** The run's processes: as a tree, as textbooks draw them, or by what they remember. */
export function LabStage() {
  const { t } = useTranslation();
  const [view, setView] = useState<View>('tree');
  return (
    <Tabs<View>
      label={t('lab.views')}
      values={views}
      value={view}
      textOf={(name) => (name === 'outputs' ? t('outputs.tab') : t(`lab.view.${name}`))}
      onChange={setView}
    >
      <Shown view={view} />
    </Tabs>
  );
}

function Shown({ view }: { readonly view: View }) {
  const { t } = useTranslation();
  const colours = useProcessColours();
  const hasRun = useApp(selectHasRun);
  if (view === 'outputs') return <OutputsPanel />;
  if (!hasRun) {
    return (
      <div className={styles.empty}>
        <strong>{t('lab.empty')}</strong>
        <p>{t('lab.emptyHint')}</p>
      </div>
    );
  }
  if (view === 'graph') return <ProcessGraph colours={colours} />;
  if (view === 'details') return <Inspector />;
  return view === 'tree' ? <Stage colours={colours} /> : <VariablesTable />;
}
