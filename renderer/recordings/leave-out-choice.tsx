import { useTranslation } from 'react-i18next';
import { leftOutChoices } from '#shared/recording/recording-format';
import { useApp } from '../store/use-app';
import { Segments } from '../ui/segments';
import styles from './recordings.module.css';

/** Asked before the first saving, remembered, and changed at any time. Unless told otherwise, those of others stay private. */
export function LeaveOutChoice() {
  const { t } = useTranslation();
  const leaveOut = useApp((state) => state.leaveOut) ?? 'others';
  const changeSettings = useApp((state) => state.changeSettings);
  const isReplay = useApp((state) => state.page === 'recordings' && state.recording.kind === 'open');
  return (
    <div>
      <Segments
        label={t('recordings.leaveOut')}
        values={leftOutChoices}
        value={leaveOut}
        textOf={(value) => t(`recordings.leaveOutOf.${value}`)}
        onChange={(value) => changeSettings({ leaveOut: value })}
      />
      <p className={styles.hint}>{t('recordings.leaveOutHint')}</p>
      {isReplay && <p className={styles.hint}>{t('recordings.leaveOutOfReplay')}</p>}
    </div>
  );
}
