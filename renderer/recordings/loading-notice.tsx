import { useTranslation } from 'react-i18next';
import { useApp } from '../store/use-app';
import controls from '../ui/controls.module.css';
import { useFormat } from '../ui/use-format';
import styles from './recordings.module.css';

/** How far the reading of a recording has come, and a way out. */
export function LoadingNotice() {
  const { t } = useTranslation();
  const format = useFormat();
  const recording = useApp((state) => state.recording);
  const setRecording = useApp((state) => state.setRecording);
  if (recording.kind !== 'loading') return null;
  const { name, share, events } = recording;
  return (
    <div className={styles.loading}>
      <strong>{t('recordings.opening', { name })}</strong>
      <progress aria-label={t('recordings.opening', { name })} max={1} value={share} />
      <p className={styles.hint}>
        {t('recordings.progress', { share: format.share(Math.min(1, share)), events: format.number(events) })}
      </p>
      <button type="button" className={controls.button} onClick={() => setRecording({ kind: 'none' })}>
        {t('recordings.cancel')}
      </button>
    </div>
  );
}
