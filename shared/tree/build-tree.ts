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

/** Done anew for every change, so each process costs one entry and one look-up; `stratify` takes many times as long. */
export function buildTree(table: ProcessTable, options: TreeOptions): ProcessTree {
  const root = hierarchy<TreeDatum>({ key: rootKey, process: undefined });
  const Node = root.constructor as new (datum: TreeDatum) => ProcessTree;
  const nodes = new Map<ProcessId, ProcessTree>();
  for (const process of shownProcesses(table, options)) {
    nodes.set(process.id, new Node({ key: process.id, process }));
  }
  // Oldest first, so that a newborn comes last among its siblings and its elders keep their places.
  for (const node of nodes.values()) {
    const parent = parentIn(nodes, node);
    hang(node, parent === undefined || leadsTo(node, parent) ? root : parent);
  }
  measure(root);
  return root;
}

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

function parentIn(nodes: ReadonlyMap<ProcessId, ProcessTree>, node: ProcessTree): ProcessTree | undefined {
  const parent = node.data.process?.parent;
  return parent === undefined ? undefined : nodes.get(parent);
}

/**
 * Hanging `node` on `parent` would close a circle, as only a damaged recording has one. What has a depth hangs on the
 * root already, and so do nearly all parents: they are older.
 */
function leadsTo(node: ProcessTree, parent: ProcessTree): boolean {
  let top = parent;
  while (top.depth === 0 && top.parent !== null) top = top.parent;
  return top === node;
}

function hang(node: Writable<ProcessTree>, parent: ProcessTree): void {
  node.parent = parent;
  if (parent.depth > 0 || parent.data.process === undefined) node.depth = parent.depth + 1;
  if (parent.children === undefined) parent.children = [node as ProcessTree];
  else parent.children.push(node as ProcessTree);
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

/** The living and the ghosts that are still to be seen, oldest birth first. */
function shownProcesses(table: ProcessTable, options: TreeOptions): readonly ProcessRecord[] {
  const ghosts = new Map<ProcessId, ProcessRecord>();
  for (const id of remembered(table, options.keep)) {
    const ghost = table.ghosts.get(id);
    if (ghost !== undefined) ghosts.set(id, ghost);
  }
  // A ghost comes with the ghost of its parent or, where that had no room, not at all.
  for (const ghost of freshGhosts(table, options).toSorted(byBirth)) {
    const { parent } = ghost;
    if (parent === undefined || ghosts.has(parent) || !table.ghosts.has(parent)) ghosts.set(ghost.id, ghost);
  }
  return inOrder([...table.living.values(), ...ghosts.values()]);
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
