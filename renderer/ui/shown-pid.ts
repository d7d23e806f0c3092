/** In a run of the lab (it has lines of birth) a process bears the pid that the program itself sees. */
import type { ProcessRecord } from '#shared/model/process';
import { lostParentOf } from '#shared/tree/build-tree';
import { pidOf } from './pid-of';

export function shownPid({ pid, nsPid, birth }: ProcessRecord): number {
  return birth === undefined ? pid : (nsPid ?? pid);
}

/** Of the parent that an orphan was born of. */
export function shownLostPid(process: ProcessRecord): number | undefined {
  const lost = lostParentOf(process);
  if (lost === undefined) return undefined;
  const inside = process.adoptions.find(({ from }) => from === lost)?.fromNsPid;
  return process.birth === undefined ? pidOf(lost) : (inside ?? pidOf(lost));
}
