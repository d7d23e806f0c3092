import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Action, ActionOutcome, RefusalReason, SignalReport, TargetPreview } from '#shared/ipc/action-requests';
import { signalName } from '#shared/model/signals';
import { pidOf } from '../ui/pid-of';
import { ProcessName } from '../ui/process-name';
import styles from './actions.module.css';

interface ReportListProps {
  readonly report: SignalReport;
  readonly preview: readonly TargetPreview[];
  readonly signal: number;
}

/** What became of each. */
export function ReportList({ report: { results, pinned }, preview, signal }: ReportListProps) {
  const { t } = useTranslation();
  const names = new Map(preview.map(({ id, name }) => [id, name]));
  const done = results.filter(({ outcome }) => outcome.kind === 'done').length;
  return (
    <section className={styles.targets} aria-label={t('actions.sent')}>
      <p role="status">{t('actions.results', { signal: signalName(signal), done, count: results.length })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse */}
      <ul tabIndex={0} aria-label={t('actions.sent')}>
        {results.map(({ id, outcome }) => (
          <li key={id} data-verdict={outcome.kind}>
            <ProcessName name={names.get(id) ?? ''} pid={pidOf(id)} />{' '}
            <small>{outcomeText(outcome, 'signal', t)}</small>
          </li>
        ))}
      </ul>
      {pinned !== undefined && <p className={styles.muted}>{t(pinned ? 'actions.pinned' : 'actions.notPinned')}</p>}
    </section>
  );
}

export function outcomeText(outcome: ActionOutcome, action: Action, t: TFunction): string {
  if (outcome.kind === 'refused') return refusalText(outcome.reason, action, t);
  if (outcome.kind === 'partly') return t('actions.outcome.partly', { ...outcome });
  return outcome.kind === 'failed'
    ? t('actions.outcome.failed', { errno: outcome.errno })
    : t(`actions.outcome.${outcome.kind}`);
}

/** Who may send a signal and who may change a priority are not the same people. */
export function refusalText(reason: RefusalReason, action: Action, t: TFunction): string {
  if (reason === 'other-user' && action === 'priority') return t('actions.otherUserPriority');
  return t(`actions.refused.${reason}`);
}
