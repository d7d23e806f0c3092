import { Timer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CollectorStatus } from '#shared/ipc/contract';
import { useApp } from '../store/use-app';
import { Select } from '../ui/select';
import { useFormat } from '../ui/use-format';
import styles from './source-pill.module.css';

/** Between the least and the most that main accepts. */
const choicesMs = [100, 500, 1_000, 2_000, 5_000, 10_000, 60_000] as const;

/** How often to look at all processes. What was chosen is shown at once, though the collector may be a moment behind. */
export function RateSelect({ status }: { readonly status: CollectorStatus }) {
  const { t } = useTranslation();
  const format = useFormat();
  const chosen = useApp((state) => state.intervalMs);
  const changeSettings = useApp((state) => state.changeSettings);
  const currentMs = chosen ?? status.intervalMs;
  // The command line may have asked for any other.
  const values = [...new Set([...choicesMs, currentMs])].sort((a, b) => a - b).map(String);
  return (
    <>
      <div className={styles.rate}>
        {t('source.rate')}
        <Select
          icon={Timer}
          label={t('source.rate')}
          values={values}
          value={String(currentMs)}
          textOf={(value) => format.seconds(Number(value))}
          onChange={(value) => changeSettings({ intervalMs: Number(value) })}
        />
      </div>
      <p>{status.mode === 'event' ? t('source.rateEvent') : t('source.rateSampled')}</p>
    </>
  );
}
