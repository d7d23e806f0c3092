import { useTranslation } from 'react-i18next';
import { useApp } from '../store/use-app';
import { RunFailureNote } from './run-failure-note';
import { RunForm } from './run-form';
import { RunOutcomeNote } from './run-outcome-note';
import styles from './run-panel.module.css';
import { RunProgress } from './run-progress';

/** Starts a bounded program and tells how it goes; its processes are to be seen in the tree. */
export function RunPanel() {
  const { t } = useTranslation();
  const run = useApp((state) => state.run);
  const failure = useApp((state) => state.runFailure);
  return (
    <section className={styles.panel} aria-labelledby="run-title">
      <h2 id="run-title" className={styles.title}>
        {t('run.title')}
      </h2>
      {run.kind === 'running' ? <RunProgress run={run} /> : <RunForm />}
      {failure !== undefined && <RunFailureNote failure={failure} />}
      {failure === undefined && run.kind === 'ended' && <RunOutcomeNote run={run} />}
    </section>
  );
}
