import { findProcess, type ProcessTable } from '#shared/events/apply-events';
import { isGhost, isOrphan, isZombie, type ProcessId, type ProcessRecord } from '#shared/model/process';
import type { AppState } from '../store/app-store';
import { memoizeLast } from '../store/memoize-last';
import { selectRunMembers, selectTable } from '../store/selectors';

/** The processes of the run, oldest first, the dead among them. */
export function selectRunRoll(state: AppState): readonly ProcessRecord[] {
  return rollOf(selectTable(state), selectRunMembers(state));
}

const rollOf = memoizeLast((table: ProcessTable, members: ReadonlySet<ProcessId>): readonly ProcessRecord[] =>
  [...members]
    .map((id) => findProcess(table, id))
    .filter((process) => process !== undefined)
    .sort((a, b) => a.startTicks - b.startTicks || a.pid - b.pid),
);

export type MemberLook = 'alive' | 'orphan' | 'zombie' | 'ended';

export function lookOf(process: ProcessRecord): MemberLook {
  if (isGhost(process)) return 'ended';
  if (isZombie(process)) return 'zombie';
  return isOrphan(process) ? 'orphan' : 'alive';
}

/** Orphans are alive too; zombies are not. */
export function countMembers(roll: readonly ProcessRecord[]) {
  const looks = roll.map(lookOf);
  const count = (look: MemberLook) => looks.filter((other) => other === look).length;
  const orphans = count('orphan');
  return { alive: count('alive') + orphans, orphans, zombies: count('zombie'), ended: count('ended') };
}
