import { assertNever } from '#shared/model/assert-never';
import { isGhost, isOrphan, isZombie, type ProcessRecord } from '#shared/model/process';
import type { Flag } from '#shared/query/query';
import type { Surroundings } from '#shared/query/value-of';

/** Whether a process has the property; undefined when that cannot be known. */
export function flagOf(process: ProcessRecord, flag: Flag, surroundings: Surroundings): boolean | undefined {
  switch (flag) {
    case 'zombie':
      return isZombie(process);
    case 'orphan':
      return isOrphan(process);
    case 'stopped':
      return process.state === 'stopped' || process.state === 'traced';
    case 'new':
      return isNew(process, surroundings.now, surroundings.newMs);
    case 'gone':
      return isJustGone(process, surroundings.now, surroundings.newMs);
    case 'thread':
      return process.threads === undefined ? undefined : process.threads > 1;
    case 'kernel':
      return process.kernelThread;
    case 'mine':
      return process.uid === undefined || surroundings.uid === undefined ? undefined : process.uid === surroundings.uid;
    default:
      return assertNever(flag);
  }
}

/** Its birth was seen, not longer ago than the new glow. */
export function isNew(process: ProcessRecord, now: number, newMs: number): boolean {
  return process.bornInSight && !isGhost(process) && now - process.seenAt < newMs;
}

/**
 * Reaped not longer ago than the picture shows it, as the counters have it. Who is gone longer, and remembered for an
 * orphan or a reader, is neither: a search for the rest is for the living.
 */
function isJustGone(process: ProcessRecord, now: number, fadeMs: number): boolean | undefined {
  if (!isGhost(process)) return false;
  return process.goneAt !== undefined && now - process.goneAt < fadeMs ? true : undefined;
}
