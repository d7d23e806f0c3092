import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CollectorStatus } from '#shared/ipc/contract';
import { visibleText } from '#shared/model/visible-text';
import { useApp } from '../store/use-app';
import pills from '../ui/pill.module.css';
import { Popover, popoverTrigger } from '../ui/popover';
import { useFormat } from '../ui/use-format';
import { RateSelect } from './rate-select';
import styles from './source-pill.module.css';
import { useFailure } from './use-failure';

const SOURCE = 'source';

/** Where the picture comes from and how fresh it is. */
export function SourcePill() {
  const { t } = useTranslation();
  const status = useApp((state) => state.collector);
  const failure = useFailure();
  const text = usePillText(status, failure);
  return (
    <div className={styles.place}>
      <button
        type="button"
        className={pills.pill}
        data-tone={failure === undefined ? undefined : 'stale'}
        title={failure ?? t('source.title')}
        {...popoverTrigger(SOURCE)}
      >
        {failure === undefined ? (
          <span className={styles.dot} data-live={status !== undefined} />
        ) : (
          <TriangleAlert size={13} aria-hidden />
        )}
        {text}
      </button>
      <Popover id={SOURCE} title={t('source.title')}>
        <div className={styles.facts}>
          {failure !== undefined && <StaleText failure={failure} />}
          {status === undefined ? <p>{t('source.waitingText')}</p> : <SourceFacts status={status} />}
        </div>
      </Popover>
    </div>
  );
}

function usePillText(status: CollectorStatus | undefined, failure: string | undefined): string {
  const { t } = useTranslation();
  const format = useFormat();
  if (failure !== undefined) {
    if (status === undefined || status.scannedAt === 0) return t('source.staleUnknown');
    return t('source.stale', { time: format.time(status.scannedAt, Date.now()) });
  }
  if (status === undefined) return t('source.waiting');
  const mode =
    status.mode === 'event' ? t('source.event') : t('source.sampled', { interval: format.seconds(status.intervalMs) });
  return status.lost === 0 ? mode : `${mode} · ${t('source.lostShort', { count: status.lost })}`;
}

function StaleText({ failure }: { readonly failure: string }) {
  const { t } = useTranslation();
  return (
    <>
      <p>{t('source.staleText')}</p>
      <p className={styles.reason}>{failure}</p>
      <p>{t('source.staleAdvice')}</p>
    </>
  );
}

function SourceFacts({ status }: { readonly status: CollectorStatus }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { mode, source, sampledBecause, lost, startsSeen, startsCounted, scannedAt } = status;
  const interval = format.seconds(status.intervalMs);
  return (
    <>
      <p>{mode === 'event' ? t('source.eventText', { interval }) : t(`source.${source}`, { interval })}</p>
      {mode === 'sampled' && sampledBecause !== undefined && (
        <>
          <p>{t('source.sampledBecause')}</p>
          <p className={styles.reason}>{visibleText(sampledBecause)}</p>
        </>
      )}
      {lost > 0 && <p>{t('source.lost', { count: lost })}</p>}
      <RateSelect status={status} />
      <dl className={styles.list}>
        <dt>{t('source.lastLook')}</dt>
        <dd>{format.time(scannedAt, Date.now())}</dd>
        <dt>{t('source.startsSeen')}</dt>
        <dd>{format.number(startsSeen)}</dd>
        {startsCounted !== undefined && (
          <>
            <dt>{t('source.startsCounted')}</dt>
            <dd>{format.number(startsCounted)}</dd>
          </>
        )}
      </dl>
    </>
  );
}
