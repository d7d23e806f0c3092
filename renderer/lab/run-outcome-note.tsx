import { useTranslation } from 'react-i18next';
import type { RunStatus } from '#shared/ipc/contract';
import { visibleText } from '#shared/model/visible-text';
import { useFormat } from '../ui/use-format';
import styles from './run-panel.module.css';

interface RunOutcomeNoteProps {
  readonly run: Extract<RunStatus, { readonly kind: 'ended' }>;
}

export function RunOutcomeNote({ run }: RunOutcomeNoteProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const isGood = run.outcome === 'finished' || run.outcome === 'stopped';
  const text = t(`run.outcome.${run.outcome}`, {
    duration: format.duration(run.timeLimitMs),
    processes: t('run.processCount', { count: run.processLimit }),
  });
  return (
    <div className={styles.note} data-tone={isGood ? 'good' : 'bad'} role="status">
      <p>{text}</p>
      {!isGood && run.detail !== undefined && <code className={styles.detail}>{visibleText(run.detail)}</code>}
    </div>
  );
}
