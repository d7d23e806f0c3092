import { Clock, MemoryStick } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useApp } from '../store/use-app';
import { Select } from '../ui/select';
import { useFormat } from '../ui/use-format';
import { LeaveOutChoice } from './leave-out-choice';
import styles from './recordings.module.css';

const minutes = ['1', '5', '10', '30', '60', '240'] as const;
const megabytes = ['50', '100', '200', '500', '1000'] as const;

/** How much of what happens live is kept without being asked, and what of it is saved. */
export function KeepPanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const keepMinutes = useApp((state) => state.keepMinutes);
  const keepMegabytes = useApp((state) => state.keepMegabytes);
  const changeSettings = useApp((state) => state.changeSettings);
  const used = useApp((state) => state.players.live.timeline.bytes);
  return (
    <div className={styles.block}>
      <p>{t('recordings.keepText')}</p>
      <div className={styles.row}>
        <Select
          icon={Clock}
          label={t('recordings.keepMinutes')}
          values={minutes}
          value={minutes.find((one) => Number(one) === keepMinutes) ?? '10'}
          textOf={(value) => t('recordings.minutes', { count: Number(value) })}
          onChange={(value) => changeSettings({ keepMinutes: Number(value) })}
        />
        <Select
          icon={MemoryStick}
          label={t('recordings.keepMegabytes')}
          values={megabytes}
          value={megabytes.find((one) => Number(one) === keepMegabytes) ?? '100'}
          textOf={(value) => `${value} MB`}
          onChange={(value) => changeSettings({ keepMegabytes: Number(value) })}
        />
        <span className={styles.hint}>{t('recordings.used', { size: format.bytes(used) })}</span>
      </div>
      <LeaveOutChoice />
    </div>
  );
}
