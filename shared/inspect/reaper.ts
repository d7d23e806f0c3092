/** The parent of a zombie, which alone can make it go: what it does at the moment, and what its own end would bring. */
import type { ProcessRecord } from '#shared/model/process';

export interface Reaper {
  /** `gone`: it has ended too, and who adopts has not been seen yet. `traced`: stopped by its tracer, not by a signal. */
  readonly parent: 'unseen' | 'gone' | 'able' | 'stopped' | 'traced';
  /** When it ends, somebody adopts and reaps; when an init does, all below it end (pid_namespaces(7)). */
  readonly role: 'ordinary' | 'init' | 'namespace-init';
}

export function reaperOf(parent: ProcessRecord | undefined): Reaper {
  if (parent === undefined) return { parent: 'unseen', role: 'ordinary' };
  return { parent: doingOf(parent), role: roleOf(parent) };
}

function doingOf({ state, threads = 1 }: ProcessRecord): Reaper['parent'] {
  if (state === 'stopped' || state === 'traced') return state;
  // Of a parent whose first thread alone has ended another may wait (wait(2), __WNOTHREAD).
  const hasEnded = state === 'gone' || ((state === 'zombie' || state === 'dead') && threads <= 1);
  return hasEnded ? 'gone' : 'able';
}

function roleOf({ pid, nsPid }: ProcessRecord): Reaper['role'] {
  if (pid === 1) return 'init';
  return nsPid === 1 ? 'namespace-init' : 'ordinary';
}
