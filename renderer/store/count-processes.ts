import type { ProcessTable } from '#shared/events/apply-events';
import { isOrphan, isZombie } from '#shared/model/process';
import { isNew } from '#shared/query/flag-of';

export interface Counters {
  /** Alive, zombies among them. */
  readonly processes: number;
  readonly zombies: number;
  readonly orphans: number;
  /** In uninterruptible sleep. */
  readonly waiting: number;
  /** Stopped or traced. */
  readonly stopped: number;
  /** Started and gone not longer ago than the picture shows it. */
  readonly fresh: number;
  readonly gone: number;
}

export function countProcesses({ living, ghosts, at }: ProcessTable, fadeMs: number): Counters {
  const counters = { processes: living.size, zombies: 0, orphans: 0, waiting: 0, stopped: 0, fresh: 0, gone: 0 };
  for (const process of living.values()) {
    if (isZombie(process)) counters.zombies += 1;
    if (isOrphan(process)) counters.orphans += 1;
    if (process.state === 'disk-sleep') counters.waiting += 1;
    if (process.state === 'stopped' || process.state === 'traced') counters.stopped += 1;
    if (isNew(process, at, fadeMs)) counters.fresh += 1;
  }
  for (const { goneAt } of ghosts.values()) if (goneAt !== undefined && at - goneAt < fadeMs) counters.gone += 1;
  return counters;
}
