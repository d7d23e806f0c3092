import { findProcess, type ProcessTable } from '#shared/events/apply-events';
import { isGhost, isOrphan, isZombie, type ProcessId, type ProcessRecord } from '#shared/model/process';
import type { AppState } from '../store/app-store';
import { memoizeLast } from '../store/memoize-last';
import { selectRunMembers } from '../store/selectors';

/** One process of the run; undefined when it has ended so long ago that it is forgotten. */
export type Member = ProcessRecord | undefined;

/** The processes of the run in the order of birth, as they are now: a run goes on while the picture is held still. */
export function selectRunRoll(state: AppState): readonly Member[] {
  return rollOf(state.players.live.timeline.latest, selectRunMembers(state));
}

const rollOf = memoizeLast((table: ProcessTable, members: ReadonlySet<ProcessId>): readonly Member[] => {
  const roll = [...members].map((id) => findProcess(table, id));
  // One alone and unknown is the first process, not seen yet.
  return roll.length === 1 ? roll.filter((member) => member !== undefined) : roll;
});

export type MemberLook = 'alive' | 'orphan' | 'zombie' | 'ended';

export function lookOf(member: Member): MemberLook {
  if (member === undefined || isGhost(member)) return 'ended';
  if (isZombie(member)) return 'zombie';
  return isOrphan(member) ? 'orphan' : 'alive';
}

/** Orphans are alive too; zombies are not. */
export function countMembers(roll: readonly Member[]) {
  const looks = roll.map(lookOf);
  const count = (look: MemberLook) => looks.filter((other) => other === look).length;
  const orphans = count('orphan');
  return { alive: count('alive') + orphans, orphans, zombies: count('zombie'), ended: count('ended') };
}

/** When the youngest that is remembered was born. */
export function youngestBirth(roll: readonly Member[]): number | undefined {
  return roll.findLast((member) => member !== undefined)?.startedAt;
}
