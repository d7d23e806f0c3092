/** What is known of a process the moment it is born. */
import { recordOf, type Sighting, type StatSighting } from '#shared/events/sighting';
import { type ProcessRecord, processId } from '#shared/model/process';

/**
 * At the moment of fork a child is its parent's copy: whatever cannot be read any more is known from the parent.
 * @param at when it was born, in milliseconds since the epoch
 * @param ticksNow clock ticks since boot
 */
export function copyOf(
  parent: ProcessRecord,
  pid: number,
  seen: StatSighting | undefined,
  at: number,
  ticksNow: () => number,
): ProcessRecord {
  const startTicks = seen?.startTicks ?? ticksNow();
  return {
    ...parent,
    id: processId(pid, startTicks),
    pid,
    // What it calls itself a look will tell.
    nsPid: undefined,
    startTicks,
    startedAt: seen?.startedAt ?? at,
    ppid: parent.pid,
    parent: parent.id,
    originalParent: parent.id,
    // It may have left its parent's group by now: of that the kernel tells nobody (setpgid(2)).
    pgid: seen?.pgid ?? parent.pgid,
    adoptions: [],
    state: 'running',
    threads: 1,
    cpu: undefined,
    rssBytes: seen?.rssBytes,
    seenAt: at,
    bornInSight: true,
    exit: undefined,
    exitedAt: undefined,
    goneAt: undefined,
  };
}

/** A child of somebody whom we do not see. */
export function newbornOf(seen: Sighting, ppid: number, at: number): ProcessRecord {
  const record = recordOf(seen, at, { parent: undefined, originalParent: undefined });
  return { ...record, ppid, state: 'running', bornInSight: true, exit: undefined };
}
