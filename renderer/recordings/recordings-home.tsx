import { FileClock, FolderOpen, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SampleRecording } from '#shared/ipc/recording-requests';
import { useRequests } from '../ipc/requests-context';
import { useApp, useAppStore } from '../store/use-app';
import controls from '../ui/controls.module.css';
import { useFormat } from '../ui/use-format';
import { DiskPanel } from './disk-panel';
import { chooseRecording, openOffered } from './follow-recordings';
import { KeepPanel } from './keep-panel';
import styles from './recordings.module.css';

/** What there is to open, and how to keep more. */
export function RecordingsHome() {
  const { t } = useTranslation();
  const store = useAppStore();
  const app = useRequests();
  return (
    <div className={styles.columns}>
      <section aria-labelledby="recordings-open">
        <h2 id="recordings-open">{t('recordings.openTitle')}</h2>
        <Failure />
        <div className={styles.drop}>
          <button type="button" className={controls.primary} onClick={() => void chooseRecording(store, app)}>
            <FolderOpen size={14} aria-hidden />
            {t('recordings.openFile')}
          </button>
          <p className={styles.hint}>{t('recordings.dropHint')}</p>
        </div>
        <Recent />
        <Samples />
      </section>
      <section aria-labelledby="recordings-keep">
        <h2 id="recordings-keep">{t('recordings.keepTitle')}</h2>
        <KeepPanel />
        <DiskPanel />
      </section>
    </div>
  );
}

function Failure() {
  const { t } = useTranslation();
  const recording = useApp((state) => state.recording);
  if (recording.kind !== 'failed') return null;
  const { name, code, detail } = recording;
  return (
    <div className={styles.failure} role="alert">
      <TriangleAlert size={16} aria-hidden />
      <div>
        <strong>{name === '' ? t('recordings.cannotOpen') : t('recordings.cannotOpenName', { name })}</strong>
        <p>{t(`recordings.failure.${code}`, { detail })}</p>
      </div>
    </div>
  );
}

function Recent() {
  const { t } = useTranslation();
  const store = useAppStore();
  const app = useRequests();
  const [names, setNames] = useState<readonly string[]>([]);
  // Two may have the same name, in different folders.
  const rows = names.map((name, index) => ({ key: `${index} ${name}`, name, index }));
  // One that cannot be opened is taken from the list.
  const kind = useApp((state) => state.recording.kind);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was opened, or failed, changes the list
  useEffect(() => {
    void app.request('recording:recent').then(setNames);
  }, [app, kind]);
  if (names.length === 0) return null;
  const open = async (index: number) => openOffered(store, app, await app.request('recording:open-recent', { index }));
  return (
    <>
      <h3>{t('recordings.recent')}</h3>
      <ul className={styles.samples}>
        {rows.map(({ key, name, index }) => (
          <li key={key}>
            <button type="button" onClick={() => void open(index)}>
              <FileClock size={16} aria-hidden />
              <span>{name}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Samples() {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const store = useAppStore();
  const app = useRequests();
  const [samples, setSamples] = useState<readonly SampleRecording[]>([]);
  useEffect(() => {
    void app.request('recording:samples').then(setSamples);
  }, [app]);
  if (samples.length === 0) return null;
  const language = i18n.language.startsWith('zh') ? 'zh' : 'en';
  const open = async (id: string) => openOffered(store, app, await app.request('recording:open-sample', { id }));
  return (
    <>
      <h3>{t('recordings.samples')}</h3>
      <ul className={styles.samples}>
        {samples.map(({ id, title, bytes }) => (
          <li key={id}>
            <button type="button" onClick={() => void open(id)}>
              <FileClock size={16} aria-hidden />
              <span>{title[language]}</span>
              <small>{format.bytes(bytes)}</small>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
