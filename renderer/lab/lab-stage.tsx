import { useTranslation } from 'react-i18next';
import type { ProcessId } from '#shared/model/process';
import { Stage } from '../app/stage';
import { Inspector } from '../inspector/inspector';
import { PredictPanel } from '../predict/predict-panel';
import { ProcessGraph } from '../process-graph/process-graph';
import { selectHasRun } from '../store/lab-selectors';
import { type LabView, labViews } from '../store/lab-slice';
import { useApp } from '../store/use-app';
import { Tabs } from '../ui/tabs';
import { OutputsPanel } from '../understand/outputs-panel';
import styles from './lab-stage.module.css';
import { useProcessColours } from './use-process-colours';
import { useTreeSteps } from './use-tree-steps';
import { VariablesTable } from './variables-table';

/** What else could happen is found by running the program or guessed before, and a recording is not run. */
const replayViews: readonly LabView[] = labViews.filter((view) => view !== 'outputs' && view !== 'predict');

/** The run's processes: as a tree, as textbooks draw them, or by what they remember. */
export function LabStage({ isReplay = false }: { readonly isReplay?: boolean }) {
  const { t } = useTranslation();
  const views: readonly LabView[] = isReplay ? replayViews : labViews;
  const chosen = useApp((state) => state.labView);
  const view = views.includes(chosen) ? chosen : 'tree';
  const showLabView = useApp((state) => state.showLabView);
  return (
    <Tabs<LabView>
      label={t('lab.views')}
      values={views}
      value={view}
      textOf={(name) => (name === 'outputs' || name === 'predict' ? t(`${name}.tab`) : t(`lab.view.${name}`))}
      onChange={showLabView}
    >
      <Shown view={view} isReplay={isReplay} />
    </Tabs>
  );
}

function Shown({ view, isReplay }: { readonly view: LabView; readonly isReplay: boolean }) {
  const { t } = useTranslation();
  const colours = useProcessColours();
  const hasRun = useApp(selectHasRun);
  if (view === 'outputs') return <OutputsPanel />;
  if (view === 'predict') return <PredictPanel />;
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
  if (view === 'variables') return <VariablesTable />;
  return isReplay ? <Stage colours={colours} /> : <SteppedTree colours={colours} />;
}

function SteppedTree({ colours }: { readonly colours: ReadonlyMap<ProcessId, string> }) {
  const picking = useTreeSteps();
  return <Stage colours={colours} picking={picking} />;
}
