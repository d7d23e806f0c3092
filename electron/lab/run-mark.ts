/**
 * What every process of a run carries in its environment, and what its folders and control groups are named after: who
 * started the run, and which one it is. The starter is named by PID namespace, pid and start time, so that nobody takes
 * a run of an app that lives, or one in a container that shares the folder, for a leftover.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { createStatLine, parseStat } from '#shared/parse/proc-stat';

export const MARK_VARIABLE = 'FORKSCOPE_RUN';

export function createRunMark(): string {
  const ticks = process.platform === 'linux' ? startTicksOf(process.pid) : undefined;
  return `${ownNamespace()}-${process.pid}-${ticks ?? 0}-${randomBytes(6).toString('hex')}`;
}

/** Whether whoever started that run is gone; false, too, for what is no mark or of another PID namespace. */
export function isOrphanedMark(mark: string): boolean {
  const [, namespace, pid, ticks] = /^(\d+)-(\d+)-(\d+)-[0-9a-f]{12}$/.exec(mark) ?? [];
  return namespace === ownNamespace() && startTicksOf(Number(pid)) !== Number(ticks);
}

/** Undefined when there is no such process. */
export function startTicksOf(pid: number): number | undefined {
  try {
    const bytes = readFileSync(`/proc/${pid}/stat`);
    const line = createStatLine();
    return parseStat(bytes, bytes.length, line) ? line.startTicks : undefined;
  } catch {
    return undefined;
  }
}

function ownNamespace(): string {
  if (process.platform !== 'linux') return '0';
  return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '0';
}
