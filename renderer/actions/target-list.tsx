import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Action, TargetPreview, Verdict } from '#shared/ipc/action-requests';
import { pidOf } from '../ui/pid-of';
import { ProcessName } from '../ui/process-name';
import styles from './actions.module.css';
import { refusalText } from './report-list';

/** More names than anybody reads; all are counted. */
const MOST_SHOWN = 500;

interface TargetListProps {
  readonly preview: readonly TargetPreview[] | undefined;
  readonly action: Action;
  /** Why nobody can be named. */
  readonly failure?: string | undefined;
}

/** Exactly who gets it, who does not, and why. */
export function TargetList({ preview, action, failure }: TargetListProps) {
  const { t } = useTranslation();
  if (failure !== undefined) return <p className={styles.muted}>{t('actions.failed', { detail: failure })}</p>;
  if (preview === undefined) return <p className={styles.muted}>{t('depth.reading')}</p>;
  const count = (...kinds: readonly Verdict['kind'][]) =>
    preview.filter(({ verdict }) => kinds.includes(verdict.kind)).length;
  const [gets, caution, not] = [count('allowed', 'caution'), count('caution'), count('refused', 'gone')];
  const sums = [
    t('actions.willGet', { count: gets }),
    caution > 0 && t('actions.askTwice', { count: caution }),
    not > 0 && t('actions.wontGet', { count: not }),
  ].filter((part) => typeof part === 'string');
  return (
    <section className={styles.targets} aria-label={t('actions.preview')}>
      {action === 'signal' && <p aria-live="polite">{sums.join(' · ')}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse */}
      <ul tabIndex={0} aria-label={t('actions.preview')}>
        {preview.slice(0, MOST_SHOWN).map(({ id, name, verdict }) => (
          <li key={id} data-verdict={verdict.kind}>
            <ProcessName name={name} pid={pidOf(id)} /> <small>{verdictText(verdict, action, t)}</small>
          </li>
        ))}
      </ul>
      {preview.length > MOST_SHOWN && <p>{t('actions.andMore', { count: preview.length - MOST_SHOWN })}</p>}
    </section>
  );
}

function verdictText(verdict: Verdict, action: Action, t: TFunction): string {
  if (verdict.kind === 'caution') {
    const { reason } = verdict;
    return action === 'signal' ? t(`actions.caution.${reason}`) : t(`actions.cautionPriority.${reason}`);
  }
  if (verdict.kind === 'refused') return refusalText(verdict.reason, action, t);
  return verdict.kind === 'gone' ? t('actions.gone') : '';
}
