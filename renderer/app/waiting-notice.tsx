import { useTranslation } from 'react-i18next';
import { emptyTable } from '#shared/events/apply-events';
import { selectTable } from '../store/selectors';
import { useApp } from '../store/use-app';
import styles from './stage.module.css';
import { useFailure } from './use-failure';

/** Until the first table is there: never an empty page. */
export function WaitingNotice() {
  const { t } = useTranslation();
  const isWaiting = useApp((state) => selectTable(state) === emptyTable);
  const failure = useFailure();
  if (!isWaiting) return null;
  if (failure === undefined) {
    return (
      <div className={styles.waiting}>
        <div className={styles.pulse} aria-hidden>
          <span />
          <span />
          <span />
        </div>
        <p>{t('tree.reading')}</p>
      </div>
    );
  }
  return (
    <div className={styles.waiting} role="alert">
      <strong>{t('tree.failed')}</strong>
      <p>{failure}</p>
      <p>{t('source.staleAdvice')}</p>
    </div>
  );
}
