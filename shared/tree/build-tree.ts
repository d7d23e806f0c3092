/**
 * From a table to one tree. A root is a process whose parent is itself, 0 or not visible (htop's rule, Table.c); all
 * roots hang on one synthetic root, because the kernel's table is a forest and d3's `stratify` wants one tree.
 */
import { type HierarchyNode, hierarchy } from 'd3';
import type { ProcessTable } from '#shared/events/apply-events';
import type { ProcessId, ProcessRecord } from '#shared/model/process';

/** A node of the tree; the synthetic root is the only one without a process. */
interface TreeDatum {
  readonly key: string;
  readonly process: ProcessRecord | undefined;
}
export type ProcessTree = HierarchyNode<TreeDatum>;

export interface TreeOptions {
  /** Ghosts gone longer than this are left out, unless a living orphan of theirs or `keep` is in the picture. */
  readonly ghostsMs: number;
  /** Milliseconds since the epoch: the moment the picture is of. */
  readonly now: number;
  /** Kept even when it is an old ghost, so that what a person reads does not vanish. */
  readonly keep: ProcessId | undefined;
}

const rootKey = 'root';

export function buildTree(table: ProcessTable, options: TreeOptions): ProcessTree {
  const shown = shownProcesses(table, options);
  const parents = visibleParents(shown);
  const root = hierarchy<TreeDatum>({ key: rootKey, process: undefined });
  const nodes = new Map<ProcessId, ProcessTree>();
  for (const process of inOrder([...shown.values()])) nodes.set(process.id, nodeFor(process, root));
  // Oldest first, so that a newborn comes last among its siblings and its elders keep their places.
  for (const [id, node] of nodes) {
    const parent = parents.get(id);
    hang(node, (parent === undefined ? undefined : nodes.get(parent)) ?? root);
  }
  measure(root);
  return root;
}

/**
 * A node as d3's hierarchy makes them. `stratify` does the same from keys, but it and a sort of every family took three
 * times as long on ten thousand processes, and this is done anew for every change.
 */
function nodeFor(process: ProcessRecord, root: ProcessTree): ProcessTree {
  const node = Object.create(Object.getPrototypeOf(root)) as Writable<ProcessTree>;
  node.data = { key: process.id, process };
  node.depth = 0;
  node.height = 0;
  node.parent = null;
  return node as ProcessTree;
}

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

function hang(node: ProcessTree, parent: ProcessTree): void {
  (node as Writable<ProcessTree>).parent = parent;
  if (parent.children === undefined) parent.children = [node];
  else parent.children.push(node);
}

/** Depths on the way down, heights on the way up; a chain may be deeper than the call stack. */
function measure(root: ProcessTree): void {
  const order: Writable<ProcessTree>[] = [root];
  for (const node of order) {
    for (const child of node.children ?? []) {
      (child as Writable<ProcessTree>).depth = node.depth + 1;
      order.push(child);
    }
  }
  for (let index = order.length - 1; index > 0; index -= 1) {
    const node = order[index];
    const parent = node?.parent as Writable<ProcessTree> | undefined;
    if (node !== undefined && parent !== undefined) parent.height = Math.max(parent.height, node.height + 1);
  }
}

/** A storm of short processes below one parent shows its newest ghosts only, else it would push the living away. */
const FRESH_GHOSTS_PER_PARENT = 12;

/** The living and the ghosts that are still to be seen. */
function shownProcesses(table: ProcessTable, options: TreeOptions): ReadonlyMap<ProcessId, ProcessRecord> {
  const shown = new Map(table.living);
  for (const id of remembered(table, options.keep)) {
    const ghost = table.ghosts.get(id);
    if (ghost !== undefined) shown.set(id, ghost);
  }
  // Oldest birth first: a ghost comes with the ghost of its parent or, where that had no room, not at all.
  for (const ghost of freshGhosts(table, options).toSorted(byBirth)) {
    const { parent } = ghost;
    if (parent === undefined || shown.has(parent) || !table.ghosts.has(parent)) shown.set(ghost.id, ghost);
  }
  return shown;
}

/** Ghosts with a reason to stay, each with its line of ancestors, so that it keeps its place when those fade. */
function remembered(table: ProcessTable, keep: ProcessId | undefined): ReadonlySet<ProcessId> {
  const ids = new Set<ProcessId>();
  const addLine = (start: ProcessId | undefined) => {
    for (let id = start; id !== undefined && !ids.has(id); id = table.ghosts.get(id)?.parent) ids.add(id);
  };
  addLine(keep);
  for (const process of table.living.values()) if (process.adoptions.length > 0) addLine(lostParentOf(process));
  return ids;
}

/** Ghosts lie in the order of their deaths, so the newest are found from the end. */
function freshGhosts(table: ProcessTable, { now, ghostsMs }: TreeOptions): readonly ProcessRecord[] {
  const counts = new Map<ProcessId | undefined, number>();
  const fresh: ProcessRecord[] = [];
  for (const ghost of [...table.ghosts.values()].reverse()) {
    if (now - (ghost.goneAt ?? 0) > ghostsMs) break;
    const count = (counts.get(ghost.parent) ?? 0) + 1;
    counts.set(ghost.parent, count);
    if (count <= FRESH_GHOSTS_PER_PARENT) fresh.push(ghost);
  }
  return fresh;
}

/** The parent an orphan was born to, or the first that it was seen to lose. */
export function lostParentOf(process: ProcessRecord): ProcessId | undefined {
  return process.adoptions[0]?.from;
}

/** Each shown process's parent if that is shown too. A circle (only a damaged recording has one) is cut at its first member. */
function visibleParents(shown: ReadonlyMap<ProcessId, ProcessRecord>): ReadonlyMap<ProcessId, ProcessId> {
  const parents = new Map<ProcessId, ProcessId>();
  const settled = new Set<ProcessId>();
  for (const start of shown.values()) {
    // Nearly always the parent has been met before: it is older.
    const parentOfStart = start.parent;
    if (parentOfStart === undefined || !shown.has(parentOfStart) || settled.has(parentOfStart)) {
      if (parentOfStart !== undefined && settled.has(parentOfStart) && !settled.has(start.id)) {
        parents.set(start.id, parentOfStart);
      }
      settled.add(start.id);
      continue;
    }
    const path = new Set<ProcessId>();
    let process: ProcessRecord | undefined = start;
    while (process !== undefined && !settled.has(process.id)) {
      path.add(process.id);
      const parent: ProcessRecord | undefined = process.parent === undefined ? undefined : shown.get(process.parent);
      if (parent === undefined || path.has(parent.id)) break;
      parents.set(process.id, parent.id);
      process = parent;
    }
    for (const id of path) settled.add(id);
  }
  return parents;
}

/** They come nearly always in order: those born later are added at the end. */
function inOrder(processes: ProcessRecord[]): readonly ProcessRecord[] {
  const isInOrder = processes.every(
    (process, index) => index === 0 || byBirth(processes[index - 1] as ProcessRecord, process) <= 0,
  );
  return isInOrder ? processes : processes.sort(byBirth);
}

/** Pids break ties of one tick. */
function byBirth(a: ProcessRecord, b: ProcessRecord): number {
  return a.startTicks - b.startTicks || a.pid - b.pid;
}
