import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/use-format';
import { useNow } from '../ui/use-moment';
import styles from './run-panel.module.css';

interface TimeLeftProps {
  readonly heldSince: number;
  readonly holdSeconds: number;
}

export function TimeLeft({ heldSince, holdSeconds }: TimeLeftProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const holdMs = holdSeconds * 1_000;
  const leftMs = Math.min(holdMs, Math.max(0, heldSince + holdMs - now));
  const text =
    leftMs > 0 ? t('run.left', { duration: format.duration(Math.ceil(leftMs / 1_000) * 1_000) }) : t('run.ending');
  return (
    <div>
      <div
        className={styles.time}
        role="progressbar"
        aria-label={t('run.timeLeft')}
        aria-valuemin={0}
        aria-valuemax={holdSeconds}
        aria-valuenow={Math.ceil(leftMs / 1_000)}
        aria-valuetext={text}
      >
        <div style={{ transform: `scaleX(${leftMs / holdMs})` }} />
      </div>
      <p className={styles.hint}>{text}</p>
    </div>
  );
}
