import { Save } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { seqAt, seqFrom } from '#shared/timeline/moments';
import { useRequests } from '../ipc/requests-context';
import { selectIsRun, selectPlayer } from '../store/selectors';
import { useApp, useAppStore } from '../store/use-app';
import type { Strip } from '../timeline/use-strip';
import controls from '../ui/controls.module.css';
import { IconButton } from '../ui/icon-button';
import { Popover, popoverTrigger } from '../ui/popover';
import { Segments } from '../ui/segments';
import { LeaveOutChoice } from './leave-out-choice';
import styles from './recordings.module.css';
import { aboutShown, privacyOf, saveRecording } from './save-recording';

const ranges = ['all', 'shown'] as const;
type Range = (typeof ranges)[number];
const ID = 'save-recording';

/** Saves what the timeline has: all of it, or the stretch that the strip shows. */
export function SaveButton({ strip }: { readonly strip: Strip }) {
  const { t } = useTranslation();
  return (
    <>
      <IconButton icon={Save} label={t('recordings.save')} {...popoverTrigger(ID)} />
      <Popover id={ID} title={t('recordings.save')}>
        <SavePanel strip={strip} />
      </Popover>
    </>
  );
}

function SavePanel({ strip }: { readonly strip: Strip }) {
  const { t } = useTranslation();
  const [range, setRange] = useState<Range>('all');
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  // A run is saved whole, also when it is replayed: what its threads were doing cannot be told from the middle.
  const isRun = useApp(selectIsRun);
  const save = useSave(strip);

  const failureText = (error: Error) => t('recordings.writeFailure.unwritable', { detail: error.message });

  async function onSave(): Promise<void> {
    setBusy(true);
    setNote(t('recordings.saving'));
    setNote(await save(isRun ? 'all' : range).catch(failureText));
    setBusy(false);
  }

  return (
    <div className={styles.panel}>
      {!isRun && (
        <Segments
          label={t('recordings.range')}
          values={ranges}
          value={range}
          textOf={(value) => t(`recordings.ranges.${value}`)}
          onChange={setRange}
        />
      )}
      <LeaveOutChoice />
      <div className={styles.buttons}>
        <button type="button" className={controls.primary} disabled={busy} onClick={() => void onSave()}>
          <Save size={14} aria-hidden />
          {t('recordings.saveAs')}
        </button>
      </div>
      <p className={styles.note} role="status">
        {note}
      </p>
    </div>
  );
}

/** Resolves to what is to be said about it. */
function useSave(strip: Strip): (range: Range) => Promise<string> {
  const { t } = useTranslation();
  const store = useAppStore();
  const app = useRequests();
  return async (range) => {
    const state = store.getState();
    const { platform, release, architecture, app: version } = await app.request('recording:host');
    const about = aboutShown(state, { platform, release, architecture }, version);
    const { timeline } = selectPlayer(state);
    const first = timeline.chunks[0]?.first?.seq;
    if (about === undefined || first === undefined) return t('recordings.nothingToSave');
    state.changeSettings({ leaveOut: state.leaveOut ?? 'others' });
    const { from, to } = strip.shown;
    // A run is on another axis, and saved whole.
    const isPart = range === 'shown';
    const saved = await saveRecording(app, {
      timeline,
      from: isPart ? Math.max(first, seqFrom(timeline, from)) : first,
      to: isPart ? seqAt(timeline, to) : timeline.latest.seq,
      ...privacyOf(state),
      about,
      name: `${new Date(timeline.latest.at).toISOString().slice(0, 19).replaceAll(':', '-')}.forkscope`,
    });
    if (saved.ok) return t('recordings.savedAs', { name: saved.value.name });
    return saved.code === 'cancelled' ? '' : t(`recordings.writeFailure.${saved.code}`, { detail: saved.detail });
  };
}
