import { History, TriangleAlert, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { emptyTimeline } from '#shared/timeline/timeline';
import { useApp, useAppStore } from '../store/use-app';
import controls from '../ui/controls.module.css';
import { useFormat } from '../ui/use-format';
import styles from './recordings.module.css';

/** Nobody should take what is replayed for what happens: what it is, of when and where, and what is wrong with it. */
export function RecordingBanner() {
  const recording = useApp((state) => state.recording);
  return recording.kind === 'open' ? <Banner recording={recording} /> : null;
}

function Banner({ recording }: { readonly recording: Open }) {
  const { t } = useTranslation();
  const format = useFormat();
  const store = useAppStore();
  const { header, name, report } = recording;
  const notes = useNotesOf(recording);
  const close = () => {
    const { setRecording, replaceTimeline, select } = store.getState();
    setRecording({ kind: 'none' });
    select(undefined);
    replaceTimeline('recordings', emptyTimeline);
  };
  const facts = [
    format.time(header.startedAt, Date.now()),
    `${header.host.platform} ${header.host.release} ${header.host.architecture}`.trim(),
    t('recordings.eventCount', { count: report.events }),
    ...(header.lab === undefined ? [] : [labText(header.lab.start)]),
  ];
  return (
    <section className={styles.banner} aria-label={t('recordings.replayed')}>
      <History size={16} aria-hidden />
      <strong>{t('recordings.replay')}</strong>
      <span className={styles.bannerName}>{name}</span>
      <span className={styles.facts}>{facts.join(' · ')}</span>
      {notes.length > 0 && (
        <span className={styles.warning} title={notes.join('\n')}>
          <TriangleAlert size={14} aria-hidden />
          <span>{notes.join(' ')}</span>
        </span>
      )}
      <button type="button" className={controls.quiet} onClick={close}>
        <X size={14} aria-hidden />
        {t('recordings.close')}
      </button>
    </section>
  );
}

type Open = Extract<ReturnType<ReturnType<typeof useAppStore>['getState']>['recording'], { kind: 'open' }>;

function useNotesOf({ report, tooLong, header }: Open): readonly string[] {
  const { t } = useTranslation();
  const { cut, closed, damaged, outOfOrder, unknownProcess } = report;
  return [
    ...(tooLong ? [t('recordings.note.tooLong')] : []),
    ...(cut ? [t('recordings.note.cut')] : !closed && !tooLong ? [t('recordings.note.notClosed')] : []),
    ...(damaged > 0 ? [t('recordings.note.damaged', { count: damaged })] : []),
    ...(outOfOrder > 0 ? [t('recordings.note.outOfOrder', { count: outOfOrder })] : []),
    ...(unknownProcess > 0 ? [t('recordings.note.unknown', { count: unknownProcess })] : []),
    ...(header.mode === 'sampled' ? [t('recordings.note.sampled')] : []),
  ];
}

/** The program of a run, with what it was given and who chose whose turn it was. */
function labText({ program, policy }: NonNullable<Open['header']['lab']>['start']): string {
  const name = program.kind === 'own' ? program.name : program.id;
  const parameters =
    program.kind === 'own' ? [] : Object.entries(program.parameters).map(([key, value]) => `${key}=${value}`);
  const seed = policy.name === 'random' ? [`seed ${policy.seed}`] : [];
  return [name, ...parameters, policy.name, ...seed].join(' ');
}
