/**
 * Who has not run since the last look need not be read again. /proc/PID/schedstat (proc_pid_schedstat(5)) tells in a
 * few bytes how long a process has run and how often it was put on a processor: reading it costs the kernel a third of
 * `stat`. A process that has not run has the same times, name, program and threads as before. What others can do to it
 * meanwhile (renice it, take memory or a terminal from it) is seen within `WHOLE_EVERY_MS`, when it is read whole again.
 */
import type { ProcfsFiles } from './procfs-files';

/** How old may be what is shown of a process that does not run. Slower looks than that read everything. */
export const WHOLE_EVERY_MS = 5_000;

interface Rest {
  /** Schedstat, byte for byte: never read later than the stat that is known. */
  activity: Buffer | undefined;
  /** When stat was last read, and when it last turned out to be awake; milliseconds, as `at`. */
  wholeAt: number;
  awakeAt: number;
  asleep: boolean;
}

export interface Sleepers {
  /** True when it surely has not run since `wasRead`. `at`: milliseconds that never fall. */
  hasNotRun(pid: number, at: number): boolean;
  /** Stat was read, and had the same bytes as the time before, or not. */
  wasRead(pid: number, at: number, same: boolean): void;
  forget(pid: number): void;
}

export function createSleepers(files: ProcfsFiles): Sleepers {
  const rests = new Map<number, Rest>();
  const countsRuns = files.countsRuns();

  function isActivityOf(rest: Rest, length: number): boolean {
    const { activity } = rest;
    return activity?.length === length && files.buffer.compare(activity, 0, length, 0, length) === 0;
  }

  function hasNotRun(pid: number, at: number): boolean {
    const rest = rests.get(pid);
    if (rest === undefined || !rest.asleep || at - rest.wholeAt >= WHOLE_EVERY_MS) return false;
    const length = files.readActivity(pid);
    if (length !== undefined && isActivityOf(rest, length)) return true;
    if (length !== undefined && rest.activity !== undefined) rest.awakeAt = at;
    rest.activity = length === undefined ? undefined : Buffer.from(files.buffer.subarray(0, length));
    return false;
  }

  function wasRead(pid: number, at: number, same: boolean): void {
    if (!countsRuns) return;
    const rest = rests.get(pid);
    if (rest === undefined) {
      rests.set(pid, { activity: undefined, wholeAt: at, awakeAt: Number.NEGATIVE_INFINITY, asleep: false });
      return;
    }
    // Who wakes now and then is read whole for a while: to ask first and then read after all is dearer.
    const asleep = same && at - rest.awakeAt >= WHOLE_EVERY_MS;
    // Those that fall asleep together do not come due together.
    rest.wholeAt = asleep && !rest.asleep ? at - spread(pid) : at;
    rest.asleep = asleep;
  }

  return { hasNotRun, wasRead, forget: (pid) => void rests.delete(pid) };
}

const SLOTS = 16;

function spread(pid: number): number {
  return ((pid % SLOTS) / SLOTS) * WHOLE_EVERY_MS;
}
