import type { TFunction } from 'i18next';
import { Ban, Check, Ghost, Hourglass, type LucideIcon, MapPin, Play, X } from 'lucide-react';
import { type CSSProperties, memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { blockedIn, pidWithThread } from '#shared/lab/notes';
import { isGhost, isZombie, type ProcessRecord } from '#shared/model/process';
import { signalName } from '#shared/model/signals';
import { visibleName, visibleText } from '#shared/model/visible-text';
import { selectLabProcesses, selectMayStep, selectProcessColors, selectRunLines } from '../store/lab-selectors';
import { useApp, useAppStore } from '../store/use-app';
import styles from './process-pane.module.css';
import { type ProcessRow, processRows } from './process-rows';
import { useLabCommands } from './use-lab-commands';

/** Who runs next: a click gives the turn. */
export function ProcessList() {
  const { t } = useTranslation();
  const processes = useApp(selectLabProcesses);
  const rows = useMemo(() => processRows(processes), [processes]);
  const mayStep = useApp(selectMayStep);
  if (rows.length === 0) return <p className={styles.empty}>{t('lab.processes.none')}</p>;
  return (
    <ul className={styles.list} aria-label={t('lab.processes.title')}>
      {rows.map((row) => (
        <Row key={row.key} row={row} canStep={mayStep} />
      ))}
    </ul>
  );
}

type Mood = 'held' | 'running' | 'blocked' | 'zombie' | 'ended' | 'away';

const icons: { readonly [M in Mood]: LucideIcon } = {
  held: MapPin,
  running: Play,
  blocked: Hourglass,
  zombie: Ghost,
  ended: X,
  away: Ban,
};

const Row = memo(function Row({ row, canStep }: { readonly row: ProcessRow; readonly canStep: boolean }) {
  const { t } = useTranslation();
  const store = useAppStore();
  const { step } = useLabCommands();
  const { one, thread, isThread, count } = row;
  const colour = useApp((state) => selectProcessColors(state).get(one.process.id));
  const isSelected = useApp((state) => state.selected === one.process.id);
  const lineText = useApp((state) => selectRunLines(state)[(thread?.line ?? 0) - 1]?.trim());
  const mood = moodOf(row);
  const Icon = mood === 'ended' && isCleanExit(one.process) ? Check : icons[mood];
  const pid = pidWithThread(one.process, thread?.thread ?? 0);
  const what = inWords(row, mood, t);
  const isOn = canStep && mood === 'held';
  const onClick = () => {
    store.getState().select(one.process.id);
    if (isOn) void step(one.process.id, thread?.thread);
  };
  return (
    <li data-mood={mood} data-thread={isThread} style={{ '--own': colour ?? 'var(--muted)' } as CSSProperties}>
      <button
        type="button"
        className={styles.row}
        aria-label={isOn ? t('lab.processes.step', { pid, what }) : `${pid}${t('tree.separator')}${what}`}
        aria-current={isSelected}
        title={isOn ? t('lab.processes.stepHint') : what}
        onClick={onClick}
      >
        <Icon size={13} aria-hidden />
        <b>{pid}</b>
        {count > 1 && <span className={styles.count}>× {count}</span>}
        <span className={styles.what}>{what}</span>
        {lineText !== undefined && lineText !== '' && <code className={styles.line}>{visibleText(lineText)}</code>}
      </button>
    </li>
  );
});

function moodOf({ one: { process }, thread }: ProcessRow): Mood {
  if (isGhost(process)) return 'ended';
  if (isZombie(process)) return 'zombie';
  return thread?.state ?? 'away';
}

function isCleanExit({ exit }: ProcessRecord): boolean {
  return exit !== undefined && 'code' in exit && exit.code === 0;
}

function inWords({ one: { process }, thread }: ProcessRow, mood: Mood, t: TFunction): string {
  const { helper, exit } = process;
  if (mood === 'ended' || mood === 'zombie') {
    const end =
      exit === undefined
        ? t('lab.processes.ended')
        : 'code' in exit
          ? t('lab.processes.exited', { code: exit.code })
          : t('lab.processes.killed', { signal: signalName(exit.signal) });
    return mood === 'zombie' ? t('lab.processes.zombie', { end }) : end;
  }
  if (helper !== undefined) return t('lab.processes.helper', { helper });
  if (thread === undefined) return t('lab.processes.away', { name: visibleName(process.name) });
  if (mood === 'blocked') {
    const reason = t(`lab.blocked.${thread.blocked === undefined ? 'other' : blockedIn(thread.blocked)}`);
    // It was born in the middle of a line and has not come to another.
    if (thread.line === 0) return reason;
    return t('lab.processes.blocked', { line: thread.line, reason });
  }
  if (mood === 'running') return t('lab.processes.running');
  return t('lab.line', { line: thread.line });
}
