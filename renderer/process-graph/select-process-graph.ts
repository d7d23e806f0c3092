import type { ProcessId } from '#shared/model/process';
import { buildProcessGraph } from '#shared/process-graph/build-process-graph';
import type { ProcessGraph } from '#shared/process-graph/process-graph';
import type { Timeline } from '#shared/timeline/timeline';
import type { AppState } from '../store/app-store';
import { selectReplayedRun } from '../store/lab-selectors';
import { memoizeLast } from '../store/memoize-last';
import { selectPlayer } from '../store/selectors';

/** More lines than this nobody can follow; the rest is counted. */
const MAX_LANES = 256;

const graphOf = memoizeLast((timeline: Timeline, root: ProcessId | undefined): ProcessGraph | undefined => {
  if (root === undefined) return undefined;
  const events = timeline.chunks.flatMap((chunk) => chunk.events);
  const graph = buildProcessGraph(events, { root, maxLanes: MAX_LANES });
  return graph.lanes.length === 0 ? undefined : graph;
});

/** The graph of a run is of all of it; elsewhere of what is selected and all below it. */
function selectGraphRoot(state: AppState): ProcessId | undefined {
  const replayed = selectReplayedRun(state);
  if (replayed !== undefined) return replayed.root;
  if (state.page !== 'lab') return state.selected;
  return state.lab.kind === 'running' || state.lab.kind === 'ended' ? state.lab.root : undefined;
}

export function selectProcessGraph(state: AppState): ProcessGraph | undefined {
  return graphOf(selectPlayer(state).timeline, selectGraphRoot(state));
}
