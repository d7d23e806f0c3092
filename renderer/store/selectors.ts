/** Everything derived from the state, memoised by reference: state → table → tree → scene. */
import { findProcess, type ProcessTable } from '#shared/events/apply-events';
import { wideFans } from '#shared/layout/folds';
import { layoutTree } from '#shared/layout/layout-tree';
import { emptyScene, type IcicleMeasure, type LayoutKind, type Scene } from '#shared/layout/scene';
import type { ProcessId, ProcessRecord } from '#shared/model/process';
import { findMatches } from '#shared/query/find-matches';
import type { Query } from '#shared/query/query';
import { tableAt } from '#shared/timeline/timeline';
import { buildTree, type ProcessTree } from '#shared/tree/build-tree';
import { filterTree } from '#shared/tree/filter-tree';
import { findNode, focusTree } from '#shared/tree/focus-tree';
import type { AppState } from './app-store';
import { type Counters, countProcesses } from './count-processes';
import { askedQuery, hitsIn, openButFor } from './derive-search';
import { memoizeLast } from './memoize-last';
import { isSearching } from './query-slice';
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

const treeOf = memoizeLast(
  (table: ProcessTable, ghostsMs: number, keep: ProcessId | undefined): ProcessTree =>
    buildTree(table, { ghostsMs, now: table.at, keep }),
);
const askedOf = memoizeLast(askedQuery);
const matchesOf = memoizeLast(
  (table: ProcessTable, query: Query, newMs: number, uid: number | undefined): ReadonlySet<ProcessId> | undefined =>
    query.kind === 'all' ? undefined : findMatches(table, query, { newMs, uid }),
);
const shownTreeOf = memoizeLast(
  (tree: ProcessTree, matches: ReadonlySet<ProcessId> | undefined): ProcessTree =>
    matches === undefined ? tree : filterTree(tree, matches),
);
const focusIn = memoizeLast((tree: ProcessTree, focus: ProcessId | undefined): ProcessId | undefined =>
  focus !== undefined && findNode(tree, focus) !== undefined ? focus : undefined,
);
const focusedTreeOf = memoizeLast(
  (tree: ProcessTree, focus: ProcessId | undefined): ProcessTree =>
    focus === undefined ? tree : focusTree(tree, focus),
);
const hitsOf = memoizeLast(hitsIn);
const searchFoldsOf = memoizeLast(openButFor);

/** What is to be seen; undefined: everything. The rest is there only where it leads to one of these, and greyed. */
export function selectMatches(state: AppState): ReadonlySet<ProcessId> | undefined {
  const query = askedOf(state.query, state.onlyMine, state.hideKernelThreads);
  return matchesOf(selectTable(state), query, state.fadeMs, state.ownUid);
}

/** Everything, whatever is searched for. */
function selectWholeTree(state: AppState): ProcessTree {
  return treeOf(selectTable(state), state.fadeMs, state.selected);
}

/** What is looked at alone; undefined when that is not there at the moment looked at, whether or not it matches. */
export function selectFocus(state: AppState): ProcessId | undefined {
  return focusIn(selectWholeTree(state), state.focuses[state.page]);
}

/** It is no more, and will not be there again. */
export function selectIsFocusLost(state: AppState): boolean {
  const isLive = selectPlayer(state).cursor === 'live' && selectWholeTree(state).children !== undefined;
  return isLive && state.focuses[state.page] !== undefined && selectFocus(state) === undefined;
}

/** The tree of the matches and their ancestors, or what of that is looked at alone. */
export function selectShownTree(state: AppState): ProcessTree {
  return focusedTreeOf(selectFilteredTree(state), selectFocus(state));
}

function selectFilteredTree(state: AppState): ProcessTree {
  return shownTreeOf(selectWholeTree(state), selectMatches(state));
}

const noHits: readonly ProcessId[] = [];

/** What the search has found, in reading order; empty while nothing is searched for. */
export function selectHits(state: AppState): readonly ProcessId[] {
  return isSearching(state) ? hitsOf(selectShownTree(state), selectMatches(state)) : noHits;
}

/** What is folded for its width depends on the picture before, so that a fan at the limit does not flap. */
let lastWide: ReadonlySet<ProcessId> = new Set();

const wideOf = memoizeLast((tree: ProcessTree): ReadonlySet<ProcessId> => {
  lastWide = wideFans(tree, lastWide);
  return lastWide;
});
const foldsOf = memoizeLast(
  (folds: AppState['folds'], wide: ReadonlySet<ProcessId>, focus: ProcessId | undefined): AppState['folds'] => ({
    ...folds,
    wide,
    focus,
  }),
);

/** A search opens all that leads to a match, except what was folded by hand since it began. */
export function selectFolds(state: AppState): AppState['folds'] {
  if (isSearching(state)) return searchFoldsOf(selectShownTree(state), state.searchFolded);
  return foldsOf(state.folds, wideOf(selectFilteredTree(state)), selectFocus(state));
}

/** The scene follows the last one: what stays the same in it stays the same object. */
let lastScene = emptyScene;

const sceneOf = memoizeLast(
  (
    tree: ProcessTree,
    folds: AppState['folds'],
    kind: LayoutKind,
    icicleBy: IcicleMeasure,
    merge: boolean,
    apart: ReadonlySet<ProcessId>,
  ): Scene => {
    lastScene = layoutTree(tree, folds, { kind, icicleBy, merge, apart }, lastScene);
    return lastScene;
  },
);

/** In a run each process is looked at for itself, even if its siblings are just like it. */
export function selectScene(state: AppState): Scene {
  const merge = state.mergeSiblings && !selectIsRun(state) && !isSearching(state);
  const { treeLayout, icicleBy } = state;
  return sceneOf(selectShownTree(state), selectFolds(state), treeLayout, icicleBy, merge, selectRunMembers(state));
}

/** Is what is shown a run of a program, as it goes or as it was recorded? */
export function selectIsRun({ page, recording }: AppState): boolean {
  return page === 'lab' || (page === 'recordings' && recording.kind === 'open' && recording.header.lab !== undefined);
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

const count = memoizeLast(countProcesses);

export function selectCounters(state: AppState): Counters {
  return count(selectTable(state), state.fadeMs);
}

const noMembers: ReadonlySet<ProcessId> = new Set();

const membersOf = memoizeLast(
  ({ living, ghosts }: ProcessTable): ReadonlySet<ProcessId> => new Set([...ghosts.keys(), ...living.keys()]),
);

/** The processes of the lab's run, the dead among them: among those of this computer they have a colour of their own. */
export function selectRunMembers({ page, lab, players }: AppState): ReadonlySet<ProcessId> {
  const isShown = page === 'live' && (lab.kind === 'running' || lab.kind === 'ended');
  return isShown ? membersOf(players.lab.timeline.latest) : noMembers;
}
