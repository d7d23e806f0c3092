import { useTranslation } from 'react-i18next';
import { NoteList } from './note-list';
import { ProcessList } from './process-list';
import styles from './process-pane.module.css';

/** Who may run next, and what has just happened. */
export function ProcessPane({ isReplay = false }: { readonly isReplay?: boolean }) {
  const { t } = useTranslation();
  return (
    <section className={styles.pane} aria-label={t('lab.processes.label')}>
      <h2 className={styles.title}>{t(isReplay ? 'lab.processes.label' : 'lab.processes.title')}</h2>
      <ProcessList />
      <h2 className={styles.title}>{t('lab.notes.title')}</h2>
      <NoteList />
    </section>
  );
}
