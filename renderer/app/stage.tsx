import { useTranslation } from 'react-i18next';
import type { ProcessId } from '#shared/model/process';
import { NoMatchNotice } from '../query/no-match-notice';
import { useApp } from '../store/use-app';
import { TreeTable } from '../tree-table/tree-table';
import { TreeView } from '../tree-view/tree-view';
import { Divider, Pane, Split } from '../ui/split';
import { PausedNotice } from './paused-notice';
import styles from './stage.module.css';
import { TreeToolbar } from './tree-toolbar';
import { WaitingNotice } from './waiting-notice';

/** The tree, as a graph, a table or both, with what belongs over it. */
interface StageProps {
  /** In the lab, each process's own. */
  readonly colours?: ReadonlyMap<ProcessId, string>;
}

export function Stage({ colours }: StageProps) {
  const { t } = useTranslation();
  return (
    <section className={styles.stage} data-stage aria-label={t('tree.label')}>
      <TreeToolbar />
      <div className={styles.tree}>
        <Tree {...(colours === undefined ? {} : { colours })} />
        <NoMatchNotice />
        <WaitingNotice />
        <PausedNotice />
      </div>
    </section>
  );
}

function Tree({ colours }: StageProps) {
  const { t } = useTranslation();
  const shown = useApp((state) => state.treeShown);
  if (shown === 'graph') return <TreeView {...(colours === undefined ? {} : { colours })} />;
  if (shown === 'table') return <TreeTable />;
  return (
    <Split name="tree" orientation="vertical">
      <Pane id="graph" least={120}>
        <TreeView {...(colours === undefined ? {} : { colours })} />
      </Pane>
      <Divider label={t('tree.resizeTable')} />
      <Pane id="table" size="45%" least={120}>
        <TreeTable />
      </Pane>
    </Split>
  );
}
