import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActionOutcome } from '#shared/ipc/action-requests';
import type { ProcessRecord } from '#shared/model/process';
import { useRequests } from '../ipc/requests-context';
import controls from '../ui/controls.module.css';
import { ProcessName } from '../ui/process-name';
import styles from './actions.module.css';
import { ConfirmButton } from './confirm-button';
import { Dialog } from './dialog';
import { outcomeText } from './report-list';
import { SecondQuestion } from './second-question';
import { TargetList } from './target-list';
import { answerOf, usePreview } from './use-answer';

interface PriorityDialogProps {
  readonly process: ProcessRecord;
  readonly onClose: () => void;
}

const LEAST = -20;
const MOST = 19;

export function PriorityDialog({ process, onClose }: PriorityDialogProps) {
  const { t } = useTranslation();
  const app = useRequests();
  const id = useId();
  const [nice, setNice] = useState(process.nice ?? 0);
  const [outcome, setOutcome] = useState<ActionOutcome>();
  const [step, setStep] = useState<'choose' | 'confirm'>('choose');
  const preview = answerOf(
    usePreview(
      useMemo(() => [process.id], [process.id]),
      'priority',
    ),
  );
  const verdict = preview?.[0]?.verdict.kind;
  const change = () => {
    if (step === 'choose' && verdict === 'caution') return setStep('confirm');
    const order = { id: process.id, nice, confirmed: step === 'confirm' };
    setStep('choose');
    app.request('action:priority', order).then(
      (result) => setOutcome(result.outcome),
      () => setOutcome({ kind: 'failed', errno: '' }),
    );
  };
  return (
    <Dialog
      title={
        <>
          {t('actions.priorityTitle')} · <ProcessName name={process.name} pid={process.pid} />
        </>
      }
      onClose={onClose}
    >
      <div className={styles.choice}>
        <label htmlFor={id}>{t('actions.niceness')}</label>
        <span className={styles.range}>
          <input
            id={id}
            type="range"
            min={LEAST}
            max={MOST}
            value={nice}
            onChange={({ target }) => setNice(Number(target.value))}
          />
          <output htmlFor={id}>{nice}</output>
        </span>
        <p>
          {process.nice !== undefined && t('actions.now', { nice: process.nice })} {t('actions.niceHint')}
        </p>
      </div>
      {step === 'confirm' && <SecondQuestion preview={preview ?? []} action="priority" />}
      {step === 'choose' && verdict !== undefined && verdict !== 'allowed' && (
        <TargetList preview={preview} action="priority" />
      )}
      {outcome !== undefined && (
        <p role="status" className={outcome.kind === 'done' ? styles.muted : styles.alert}>
          {outcome.kind === 'done' ? t('actions.changed', { nice }) : outcomeText(outcome, 'priority', t)}
        </p>
      )}
      <footer>
        <button type="button" className={controls.button} onClick={onClose}>
          {t(outcome === undefined ? 'actions.cancel' : 'actions.close')}
        </button>
        {step === 'confirm' ? (
          <ConfirmButton onConfirm={change}>{t('actions.confirmPriority')}</ConfirmButton>
        ) : (
          <button
            type="button"
            className={controls.primary}
            disabled={verdict !== 'allowed' && verdict !== 'caution'}
            onClick={change}
          >
            {t('actions.change')}
          </button>
        )}
      </footer>
    </Dialog>
  );
}
