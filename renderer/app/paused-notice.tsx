import { Pause } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { selectPlayer, selectTable } from '../store/selectors';
import { useApp } from '../store/use-app';
import controls from '../ui/controls.module.css';
import { useFormat } from '../ui/use-format';
import styles from './stage.module.css';

/** Nobody should take a picture that stands still for a quiet computer. */
export function PausedNotice() {
  const { t } = useTranslation();
  const format = useFormat();
  // A replay and the lab say so themselves.
  const isPaused = useApp((state) => selectPlayer(state).cursor !== 'live' && state.page === 'live');
  const at = useApp((state) => selectTable(state).at);
  const resume = useApp((state) => state.resume);
  if (!isPaused) return null;
  return (
    <div className={styles.paused} role="status">
      <Pause size={14} aria-hidden />
      <strong>{t('tree.paused', { time: format.time(at, Date.now()) })}</strong>
      <small>{t('tree.pausedHint')}</small>
      <button type="button" className={controls.primary} title={t('bar.resumeHint')} onClick={resume}>
        {t('bar.resume')}
      </button>
    </div>
  );
}
