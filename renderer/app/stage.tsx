import { useTranslation } from 'react-i18next';
import { NoMatchNotice } from '../query/no-match-notice';
import { useApp } from '../store/use-app';
import { TreeTable } from '../tree-table/tree-table';
import { TreeView, type TreeViewProps } from '../tree-view/tree-view';
import { Divider, Pane, Split } from '../ui/split';
import { PausedNotice } from './paused-notice';
import styles from './stage.module.css';
import { TreeToolbar } from './tree-toolbar';
import { WaitingNotice } from './waiting-notice';

/** The tree, as a graph, a table or both, with what belongs over it. */
export function Stage(view: TreeViewProps) {
  const { t } = useTranslation();
  return (
    <section className={styles.stage} data-stage aria-label={t('tree.label')}>
      <TreeToolbar />
      <div className={styles.tree}>
        <Tree {...view} />
        <NoMatchNotice />
        <WaitingNotice />
        <PausedNotice />
      </div>
    </section>
  );
}

function Tree(view: TreeViewProps) {
  const { t } = useTranslation();
  const shown = useApp((state) => state.treeShown);
  if (shown === 'graph') return <TreeView {...view} />;
  if (shown === 'table') return <TreeTable picking={view.picking} />;
  return (
    <Split name="tree" orientation="vertical">
      <Pane id="graph" least={120}>
        <TreeView {...view} />
      </Pane>
      <Divider label={t('tree.resizeTable')} />
      <Pane id="table" size="45%" least={120}>
        <TreeTable picking={view.picking} />
      </Pane>
    </Split>
  );
}
