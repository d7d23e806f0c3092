/**
 * A nice value is each thread's own on Linux, whatever POSIX says (setpriority(2), "C library/kernel differences"): all of
 * them are set, also those that are started meanwhile.
 */
import { getPriority, setPriority } from 'node:os';
import { join } from 'node:path';
import type { ActionOutcome } from '#shared/ipc/action-requests';
import type { ProcessId } from '#shared/model/process';
import { readStat, threadsIn } from '../inspect/process-folder';

/** Who starts threads faster than this many rounds find them is only partly done. */
const MOST_ROUNDS = 5;

export function setPriorityOfAll(id: ProcessId, nice: number, root = '/proc'): ActionOutcome {
  const folder = join(root, String(Number.parseInt(id, 10)));
  const done = new Set<number>();
  const refusals = new Map<number, string>();
  const unset = () => threadsIn(folder).filter((tid) => !done.has(tid) && !refusals.has(tid));
  for (let round = 0; round < MOST_ROUNDS; round++) {
    for (const tid of unset()) {
      // There is no call that takes a held process: the identity is checked again right before each.
      if (readStat(folder)?.id !== id) return { kind: 'gone' };
      const errno = setOne(tid, nice);
      if (errno === undefined) done.add(tid);
      else if (errno !== 'ESRCH') refusals.set(tid, errno);
    }
  }
  return outcomeOf(done.size, [...refusals.values(), ...unset().map(() => 'EAGAIN')]);
}

function outcomeOf(done: number, refusals: readonly string[]): ActionOutcome {
  const [errno] = refusals;
  if (errno === undefined) return done === 0 ? { kind: 'gone' } : { kind: 'done' };
  return done === 0 ? { kind: 'failed', errno } : { kind: 'partly', done, count: done + refusals.length, errno };
}

/** Returns undefined, or the name of the kernel's error. */
function setOne(tid: number, nice: number): string | undefined {
  try {
    setPriority(tid, nice);
    return getPriority(tid) === nice ? undefined : 'EACCES';
  } catch (error) {
    return errnoOf(error);
  }
}

/** Node wraps it: the name of the kernel's error is in `info`. */
function errnoOf(error: unknown): string {
  const info = error instanceof Error && 'info' in error ? (error.info as { readonly code?: string }) : undefined;
  return info?.code ?? 'EINVAL';
}
