/** The pids that are shown: in a run of the lab those that the program itself sees. */
import { useCallback } from 'react';
import type { ProcessTable } from '#shared/events/apply-events';
import { ownPid, type ProcessRecord } from '#shared/model/process';
import { lostParentOf } from '#shared/tree/build-tree';
import { memoizeLast } from '../store/memoize-last';
import { selectTable } from '../store/selectors';
import { useAppStore } from '../store/use-app';
import { pidOf } from './pid-of';

export const shownPid = ownPid;

/** Of the parent that an orphan was born of. */
export function shownLostPid(process: ProcessRecord): number | undefined {
  const lost = lostParentOf(process);
  if (lost === undefined) return undefined;
  const inside = process.adoptions.find(({ from }) => from === lost)?.fromNsPid;
  return process.birth === undefined ? pidOf(lost) : (inside ?? pidOf(lost));
}

/** What a process calls another one, or a group or session by its leader, of which the computer's pid is known. */
export type PidSeenBy = (process: ProcessRecord, pid: number) => number;

export function usePidSeenBy(): PidSeenBy {
  const store = useAppStore();
  return useCallback((process, pid) => pidSeenBy(selectTable(store.getState()), process, pid), [store]);
}

export function pidSeenBy(table: ProcessTable, { birth }: ProcessRecord, pid: number): number {
  return birth === undefined ? pid : (pidsInside(table).get(pid) ?? pid);
}

/** By the computer's pids. Who lives now goes before who had the pid earlier. */
const pidsInside = memoizeLast(({ ghosts, living }: ProcessTable): ReadonlyMap<number, number> => {
  return new Map([...ghosts.values(), ...living.values()].map((process) => [process.pid, shownPid(process)]));
});
