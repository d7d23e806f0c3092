/** Everything derived from the state, memoised by reference: state → table → tree → scene. */
import { findProcess, type ProcessTable } from '#shared/events/apply-events';
import { layoutTree } from '#shared/layout/layout-tree';
import type { Scene } from '#shared/layout/scene';
import { isOrphan, isZombie, type ProcessId, type ProcessRecord } from '#shared/model/process';
import { tableAt } from '#shared/timeline/timeline';
import { buildTree } from '#shared/tree/build-tree';
import type { AppState } from './app-store';
import { memoizeLast } from './memoize-last';
import type { Player } from './timeline-slice';

const tableAtCursor = memoizeLast(tableAt);

/** What the page that is shown plays. */
export function selectPlayer({ players, page }: AppState): Player {
  return players[page];
}

export function selectTable(state: AppState): ProcessTable {
  const { timeline, cursor, pausedTable } = selectPlayer(state);
  if (cursor === 'live') return timeline.latest;
  return pausedTable ?? tableAtCursor(timeline, cursor);
}

const sceneOf = memoizeLast(
  (table: ProcessTable, folds: AppState['folds'], ghostsMs: number, keep: ProcessId | undefined): Scene =>
    layoutTree(buildTree(table, { ghostsMs, now: table.at, keep }), folds),
);

export function selectScene(state: AppState): Scene {
  return sceneOf(selectTable(state), state.folds, state.fadeMs, state.selected);
}

export function selectSelectedProcess(state: AppState): ProcessRecord | undefined {
  return findProcess(selectTable(state), state.selected);
}

/** The moment a still picture is of: paused or looked back to, or the last good look; undefined while time goes on. */
export function selectFrozenMoment(state: AppState): number | undefined {
  if (selectPlayer(state).cursor !== 'live') return selectTable(state).at;
  if (state.page !== 'live') return undefined;
  const isStale = state.collectorFailure !== undefined || state.collector?.failure !== undefined;
  return isStale ? state.collector?.scannedAt : undefined;
}

export interface Counters {
  readonly processes: number;
  readonly zombies: number;
  readonly orphans: number;
}

const count = memoizeLast((table: ProcessTable): Counters => {
  const living = [...table.living.values()];
  return {
    processes: living.length,
    zombies: living.filter(isZombie).length,
    orphans: living.filter(isOrphan).length,
  };
});

export function selectCounters(state: AppState): Counters {
  return count(selectTable(state));
}

/** The processes of the run, the dead among them: the program's first process and all that descends from it by birth. */
export function selectRunMembers(state: AppState): ReadonlySet<ProcessId> {
  return state.runMembers;
}
