/** Builds tables and scenes for tests from the few facts a test is about. */
import { applyEvents, emptyTable, type ProcessTable } from '#shared/events/apply-events';
import type { UnstampedEvent } from '#shared/events/process-event';
import { recordOf } from '#shared/events/sighting';
import { sighting } from '#shared/events/sightings.fixture';
import type { FoldChoices } from '#shared/layout/folds';
import { type LayoutOptions, layoutTree } from '#shared/layout/layout-tree';
import type { Scene } from '#shared/layout/scene';
import { type ProcessId, type ProcessRecord, processId } from '#shared/model/process';
import { buildTree, type TreeOptions } from '#shared/tree/build-tree';

export const START = 1_000_000;
export const noFolds: FoldChoices = { folded: new Set(), unfolded: new Set() };

export function idOf(pid: number): ProcessId {
  return processId(pid, pid * 10);
}

/** Born before we watched; younger the higher its pid. A parent of 0 is one that cannot be seen. */
export function record(pid: number, parentPid: number, more: Partial<ProcessRecord> = {}): ProcessRecord {
  const parents = { parent: parentPid === 0 ? undefined : idOf(parentPid), originalParent: undefined };
  return { ...recordOf(sighting(pid, parentPid), START, parents), ...more };
}

export function tableOf(...processes: readonly ProcessRecord[]): ProcessTable {
  return applyEvents(emptyTable, [{ kind: 'checkpoint', seq: 0, at: START, processes: [...processes] }]);
}

export function grown(table: ProcessTable, events: readonly UnstampedEvent[], at = table.at): ProcessTable {
  return applyEvents(
    table,
    events.map((event, index) => ({ ...event, seq: table.seq + 1 + index, at })),
  );
}

/** Ended, reaped, its children adopted by `adopter`. */
export function death(table: ProcessTable, pid: number, adopter: number): UnstampedEvent[] {
  const id = idOf(pid);
  const children = [...table.living.values()].filter(({ parent }) => parent === id);
  return [
    { kind: 'exit', id, exit: { code: 0 } },
    ...children.map((child): UnstampedEvent => {
      return { kind: 'adopted', id: child.id, from: id, to: idOf(adopter), ppid: adopter, role: 'init' };
    }),
    { kind: 'reaped', id },
  ];
}

const GHOSTS_MS = 4_000;

export function treeOf(table: ProcessTable, options: Partial<TreeOptions> = {}) {
  return buildTree(table, { ghostsMs: GHOSTS_MS, now: table.at, keep: undefined, ...options });
}

export function sceneOf(table: ProcessTable, folds = noFolds, options: LayoutOptions = {}): Scene {
  return layoutTree(treeOf(table), folds, options);
}
