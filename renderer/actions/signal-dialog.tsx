import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Scope, scopes } from '#shared/actions/scopes';
import type { SignalReport, TargetPreview } from '#shared/ipc/action-requests';
import type { ProcessRecord } from '#shared/model/process';
import { SIGTERM, signalName } from '#shared/model/signals';
import { useRequests } from '../ipc/requests-context';
import { useApp } from '../store/use-app';
import controls from '../ui/controls.module.css';
import { ProcessName } from '../ui/process-name';
import { Segments } from '../ui/segments';
import styles from './actions.module.css';
import { ConfirmButton } from './confirm-button';
import { Dialog } from './dialog';
import { ReportList } from './report-list';
import { SecondQuestion } from './second-question';
import { SignalSelect } from './signal-select';
import { TargetList } from './target-list';
import { answerOf, failureOf, usePreview, useTargets } from './use-answer';

interface SignalDialogProps {
  readonly process: ProcessRecord;
  readonly onClose: () => void;
}

/** Which signal, to whom exactly, and, where it calls for it, whether really; then what became of it. */
export function SignalDialog({ process, onClose }: SignalDialogProps) {
  const { t } = useTranslation();
  const [signal, setSignal] = useState(SIGTERM);
  const [scope, setScope] = useState<Scope>('process');
  const found = useTargets(process.id);
  const targets = answerOf(found);
  const previewed = usePreview(targets?.[scope], 'signal');
  const preview = answerOf(previewed);
  const sending = useSending(preview, signal);
  return (
    <Dialog
      title={
        <>
          {t('actions.signalTitle')} · <ProcessName name={process.name} pid={process.pid} />
        </>
      }
      onClose={onClose}
    >
      {sending.step === 'choose' && (
        <>
          {targets !== undefined && (
            <Segments
              label={t('actions.to')}
              values={scopes}
              value={scope}
              textOf={(value) => t(`actions.scope.${value}`, { count: targets[value].length })}
              onChange={setScope}
            />
          )}
          <SignalSelect signal={signal} onChange={setSignal} />
          <TargetList preview={preview} action="signal" failure={failureOf(found) ?? failureOf(previewed)} />
        </>
      )}
      {sending.step === 'confirm' && <SecondQuestion preview={preview ?? []} action="signal" />}
      {sending.report !== undefined && preview !== undefined && (
        <ReportList report={sending.report} preview={preview} signal={signal} />
      )}
      {sending.failure !== undefined && (
        <p role="alert" className={styles.alert}>
          {t('actions.failed', { detail: sending.failure })}
        </p>
      )}
      <footer>
        <button type="button" className={controls.button} onClick={onClose}>
          {t(sending.step === 'done' ? 'actions.close' : 'actions.cancel')}
        </button>
        {sending.step === 'choose' && (
          <button type="button" className={controls.danger} disabled={!sending.canSend} onClick={sending.send}>
            {t('actions.send', { signal: signalName(signal) })}
          </button>
        )}
        {sending.step === 'confirm' && (
          <ConfirmButton disabled={!sending.canSend} onConfirm={sending.send}>
            {t('actions.sendAnyway', { signal: signalName(signal) })}
          </ConfirmButton>
        )}
      </footer>
    </Dialog>
  );
}

interface Sending {
  readonly step: 'choose' | 'confirm' | 'done';
  readonly report: SignalReport | undefined;
  readonly failure: string | undefined;
  readonly canSend: boolean;
  readonly send: () => void;
}

/** Asks a second time where somebody in the list calls for caution. */
function useSending(preview: readonly TargetPreview[] | undefined, signal: number): Sending {
  const app = useRequests();
  const readOnly = useApp((state) => state.readOnly);
  const [step, setStep] = useState<Sending['step']>('choose');
  const [report, setReport] = useState<SignalReport>();
  const [failure, setFailure] = useState<string>();
  const willGet = (preview ?? []).filter(({ verdict }) => verdict.kind === 'allowed' || verdict.kind === 'caution');
  const needsCaution = willGet.some(({ verdict }) => verdict.kind === 'caution');
  const send = () => {
    if (step === 'choose' && needsCaution) return setStep('confirm');
    const order = { ids: willGet.map(({ id }) => id), signal, confirmed: step === 'confirm' };
    app.request('action:signal', order).then(setReport, (error: Error) => setFailure(error.message));
    setStep('done');
  };
  return { step, report, failure, canSend: willGet.length > 0 && !readOnly, send };
}
