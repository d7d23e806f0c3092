/** Figures are medians of several rounds, taken by turns, so that a slow minute of the machine hits all alike. */
import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

export const run = promisify(execFile);

/** One line of the report. `ratio` is against `against`; `goal` is the most the ratio, or the value, may be. */
export interface Figure {
  readonly name: string;
  readonly value: number | undefined;
  readonly unit: string;
  readonly against?: string;
  readonly ratio?: number;
  readonly goal?: number;
  /** Why there is no value. */
  readonly note?: string;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Times every contestant once a round, `rounds` times after one warm-up; milliseconds by name. */
export async function race<Name extends string>(
  contestants: { readonly [Key in Name]: () => unknown },
  rounds: number,
): Promise<{ readonly [Key in Name]: number }> {
  const names = Object.keys(contestants) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const name of names) {
      const begin = performance.now();
      await contestants[name]();
      if (round >= 0) times.get(name)?.push(performance.now() - begin);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as { [Key in Name]: number };
}

/** Processor milliseconds (user and system) that these processes used in `seconds`; those that end count as far as seen. */
export async function cpuMsDuring(pids: () => readonly number[], seconds: number): Promise<number> {
  const before = new Map(pids().map((pid) => [pid, cpuMsOf(pid)]));
  await pause(seconds * 1000);
  return pids().reduce((sum, pid) => sum + cpuMsOf(pid) - (before.get(pid) ?? 0), 0);
}

const MS_PER_TICK = 10;

function cpuMsOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
  } catch {
    return 0;
  }
}

/** The process and all that descend from it. */
export function familyOf(pid: number): number[] {
  const table = execFileSync('ps', ['-eo', 'pid=,ppid='])
    .toString()
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const family = [pid];
  for (const member of family) {
    for (const [child = 0, parent = 0] of table) if (parent === member && !family.includes(child)) family.push(child);
  }
  return family;
}

export function isInstalled(command: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
