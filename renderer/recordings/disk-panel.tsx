import { Circle, HardDrive, Square } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DiskRecording } from '#shared/ipc/recording-requests';
import { useRequests } from '../ipc/requests-context';
import { useApp, useAppStore } from '../store/use-app';
import controls from '../ui/controls.module.css';
import { Select } from '../ui/select';
import { useFormat } from '../ui/use-format';
import { useNow } from '../ui/use-moment';
import styles from './recordings.module.css';

const limits = ['100', '500', '1000', '5000', '20000'] as const;

/** A long recording, straight to the disk. */
export function DiskPanel() {
  const { t } = useTranslation();
  const store = useAppStore();
  const app = useRequests();
  const disk = useApp((state) => state.diskRecording);
  const [limit, setLimit] = useState<(typeof limits)[number]>('1000');
  const [failure, setFailure] = useState('');
  const isRecording = disk.kind === 'recording';

  async function start(): Promise<void> {
    const leaveOut = store.getState().leaveOut ?? 'others';
    store.getState().changeSettings({ leaveOut });
    const name = `${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}.forkscope`;
    const started = await app.request('recording:start', { name, limitMegabytes: Number(limit), leaveOut });
    const isFailure = !started.ok && started.code !== 'cancelled';
    setFailure(isFailure ? t(`recordings.writeFailure.${started.code}`, { detail: started.detail }) : '');
  }

  return (
    <div className={styles.block}>
      <h3>{t('recordings.diskTitle')}</h3>
      <p>{t('recordings.diskText')}</p>
      <div className={styles.row}>
        {isRecording ? (
          <button type="button" className={controls.danger} onClick={() => void app.request('recording:stop')}>
            <Square size={12} aria-hidden />
            {t('recordings.stop')}
          </button>
        ) : (
          <>
            <button type="button" className={controls.button} onClick={() => void start()}>
              <Circle size={12} aria-hidden className={styles.dot} />
              {t('recordings.start')}
            </button>
            <Select
              icon={HardDrive}
              label={t('recordings.limit')}
              values={limits}
              value={limit}
              textOf={(value) =>
                t('recordings.atMost', { size: Number(value) >= 1_000 ? `${Number(value) / 1_000} GB` : `${value} MB` })
              }
              onChange={setLimit}
            />
          </>
        )}
      </div>
      {isRecording && <DiskProgress disk={disk} />}
      <p className={styles.note} role="status">
        {failure === '' ? <Outcome disk={disk} /> : failure}
      </p>
    </div>
  );
}

function DiskProgress({ disk }: { readonly disk: Extract<DiskRecording, { kind: 'recording' }> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  return (
    <>
      <progress aria-label={t('recordings.limit')} max={disk.limitBytes} value={disk.bytes} />
      <p className={styles.hint}>
        {t('recordings.diskProgress', {
          name: disk.name,
          events: format.number(disk.events),
          size: format.bytes(disk.bytes),
          length: format.duration(Math.max(0, now - disk.startedAt)),
        })}
      </p>
    </>
  );
}

function Outcome({ disk }: { readonly disk: DiskRecording }) {
  const { t } = useTranslation();
  if (disk.kind === 'ended') return t(`recordings.diskEnded.${disk.outcome}`, { name: disk.name });
  if (disk.kind === 'failed') return t(`recordings.writeFailure.${disk.code}`, { detail: disk.detail });
  return null;
}
