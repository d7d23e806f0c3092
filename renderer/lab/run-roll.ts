import { findProcess, type ProcessTable } from '#shared/events/apply-events';
import { isGhost, isOrphan, isZombie, type ProcessId } from '#shared/model/process';
import type { AppState } from '../store/app-store';
import { memoizeLast } from '../store/memoize-last';
import { selectRunMembers, selectTable } from '../store/selectors';

export type MemberLook = 'alive' | 'orphan' | 'zombie' | 'ended';

/** How each process of the run is, in the order of birth. */
export function selectRunRoll(state: AppState): readonly MemberLook[] {
  return rollOf(selectTable(state), selectRunMembers(state));
}

const rollOf = memoizeLast((table: ProcessTable, members: ReadonlySet<ProcessId>): readonly MemberLook[] =>
  [...members]
    .map((id) => findProcess(table, id))
    .filter((process) => process !== undefined)
    .sort((a, b) => a.startTicks - b.startTicks || a.pid - b.pid)
    .map((process) => {
      if (isGhost(process)) return 'ended';
      if (isZombie(process)) return 'zombie';
      return isOrphan(process) ? 'orphan' : 'alive';
    }),
);

/** Orphans are alive too; zombies are not. */
export function countMembers(roll: readonly MemberLook[]) {
  const count = (look: MemberLook) => roll.filter((other) => other === look).length;
  const orphans = count('orphan');
  return { alive: count('alive') + orphans, orphans, zombies: count('zombie'), ended: count('ended') };
}
