/** The rows of "who runs next": identical processes of a crowd as one, the dead last. Pure. */
import type { LabThread } from '#shared/lab/lab-state';
import { isGhost, isZombie } from '#shared/model/process';
import type { LabProcess } from '../store/lab-selectors';

export interface ProcessRow {
  readonly key: string;
  readonly one: LabProcess;
  /** Undefined for a process without a thread at the gate: not there yet, executing another program, or ended. */
  readonly thread: LabThread | undefined;
  /** A thread other than the main one stands beneath its process. */
  readonly isThread: boolean;
  /** How many this row stands for. */
  readonly count: number;
}

/** From this many on, those in the same state at the same line are one row. */
const CROWD = 24;
const MOST_DEAD = 12;

export function processRows(processes: readonly LabProcess[]): readonly ProcessRow[] {
  const shown = processes.filter(({ process }) => process.helper !== 'init');
  const isEnded = ({ process }: LabProcess) => isGhost(process);
  const living = shown.filter((one) => !isEnded(one));
  const dead = shown.filter(isEnded).slice(-MOST_DEAD);
  const rows = living.flatMap(rowsOf);
  return [...(living.length >= CROWD ? merged(rows) : rows), ...dead.flatMap(rowsOf)];
}

function rowsOf(one: LabProcess): readonly ProcessRow[] {
  const { process, threads } = one;
  if (threads.length === 0 || isZombie(process) || isGhost(process)) {
    return [{ key: process.id, one, thread: undefined, isThread: false, count: 1 }];
  }
  return threads.map((thread, index) => ({
    key: `${process.id}#${thread.thread}`,
    one,
    thread,
    isThread: index > 0,
    count: 1,
  }));
}

function merged(rows: readonly ProcessRow[]): readonly ProcessRow[] {
  const groups = new Map<string, ProcessRow>();
  for (const row of rows) {
    const { thread, one } = row;
    const look = [one.process.name, one.process.state, row.isThread, thread?.line, thread?.state, thread?.blocked?.in];
    const key = look.join('|');
    const group = groups.get(key);
    groups.set(key, group === undefined ? row : { ...group, count: group.count + 1 });
  }
  return [...groups.values()];
}
