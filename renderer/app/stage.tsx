import { useTranslation } from 'react-i18next';
import { TreeView } from '../tree-view/tree-view';
import { PausedNotice } from './paused-notice';
import styles from './stage.module.css';
import { TreeToolbar } from './tree-toolbar';
import { WaitingNotice } from './waiting-notice';

/** The tree with what belongs over it. */
export function Stage() {
  const { t } = useTranslation();
  return (
    <main className={styles.stage} aria-label={t('tree.label')}>
      <TreeToolbar />
      <div className={styles.tree}>
        <TreeView />
        <WaitingNotice />
        <PausedNotice />
      </div>
    </main>
  );
}
