/** Which cards there are, in reading order, before any of them has a place. */
import { type FoldChoices, isAlive, isFolded } from '#shared/layout/folds';
import { mergeSiblings, type Sibling } from '#shared/layout/merge-siblings';
import type { Sums } from '#shared/layout/scene';
import type { ProcessId, ProcessRecord } from '#shared/model/process';
import type { ProcessTree } from '#shared/tree/build-tree';

export interface OutlineOptions {
  readonly folds: FoldChoices;
  /** The subtree that is looked at alone; everything when it is not there. */
  readonly focus?: ProcessId | undefined;
  /** Identical siblings are one card; usually not. */
  readonly merge?: boolean;
  /** These are never merged, e.g. the processes of a program being run. */
  readonly apart?: ReadonlyMap<ProcessId, unknown> | ReadonlySet<ProcessId>;
}

export interface OutlineItem {
  readonly tree: ProcessTree;
  readonly process: ProcessRecord;
  /** Index of the parent's item; -1 for a root. */
  readonly parent: number;
  /** 1 for a root. */
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
  readonly folded: boolean;
  readonly merged: readonly ProcessTree[];
  /** Nothing is shown below it. */
  readonly isLeaf: boolean;
}

interface Waiting {
  readonly sibling: Sibling;
  readonly parent: number;
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
}

/** An explicit stack: a chain can be deeper than the call stack. */
export function outlineTree(tree: ProcessTree, options: OutlineOptions): readonly OutlineItem[] {
  const items: OutlineItem[] = [];
  const focus = options.focus === undefined ? undefined : tree.find(({ data }) => data.process?.id === options.focus);
  const stack: Waiting[] = [];
  const push = (siblings: readonly Sibling[], parent: number, level: number) => {
    for (let index = siblings.length - 1; index >= 0; index -= 1) {
      const sibling = siblings[index] as Sibling;
      stack.push({ sibling, parent, level, position: index + 1, siblings: siblings.length });
    }
  };
  push(focus === undefined ? siblingsBelow(tree, options) : [{ node: focus, members: [] }], -1, 1);
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { sibling, parent, level, position, siblings } = next;
    const { process } = sibling.node.data;
    if (process === undefined) continue;
    const folded = isShownFolded(sibling, focus, options.folds);
    const isLeaf = folded || sibling.node.children === undefined;
    if (!isLeaf) push(siblingsBelow(sibling.node, options), items.length, level + 1);
    items.push({
      tree: sibling.node,
      process,
      parent,
      level,
      position,
      siblings,
      folded,
      merged: sibling.members,
      isLeaf,
    });
  }
  return items;
}

/** What is looked at alone was opened by that, unless a hand has closed it since. */
function isShownFolded({ node, members }: Sibling, focus: ProcessTree | undefined, folds: FoldChoices): boolean {
  if (members.length > 0) return true;
  if (node === focus && node.data.process !== undefined) return folds.folded.has(node.data.process.id);
  return isFolded(node, folds);
}

function siblingsBelow(node: ProcessTree, { merge = false, apart, folds }: OutlineOptions): readonly Sibling[] {
  const children = node.children ?? [];
  const { process } = node.data;
  // Without a parent there would be nothing to take them apart by.
  const isApart = process === undefined || folds.apart?.has(process.id) === true;
  if (!merge || isApart) return children.map((child) => ({ node: child, members: [] }));
  return mergeSiblings(children, ({ id }) => apart?.has(id) === true);
}

/** Living processes that a card stands for beside its own. */
export function countHidden({ tree, folded, merged }: OutlineItem): number {
  if (merged.length > 0) return merged.length - 1;
  return folded ? countAliveBelow(tree) : 0;
}

function countAliveBelow(tree: ProcessTree): number {
  let count = 0;
  tree.each((each) => {
    if (each !== tree && isAlive(each)) count += 1;
  });
  return count;
}

export function sumsOf({ tree, merged }: OutlineItem): Sums {
  let cpu: number | undefined;
  let rssBytes: number | undefined;
  const add = ({ data: { process } }: ProcessTree) => {
    if (process?.cpu !== undefined) cpu = (cpu ?? 0) + process.cpu;
    if (process?.rssBytes !== undefined) rssBytes = (rssBytes ?? 0) + process.rssBytes;
  };
  if (merged.length > 0) merged.forEach(add);
  else tree.each(add);
  return { cpu, rssBytes };
}

/** Of each item with all below it. A parent comes before its children, so from the end the sums are complete. */
export function sumsOfAll(items: readonly OutlineItem[]): readonly Sums[] {
  const sums = items.map((item) => (item.folded ? sumsOf(item) : item.process) as Sums);
  for (let index = items.length - 1; index >= 0; index -= 1) {
    const parent = items[index]?.parent ?? -1;
    const own = sums[index];
    const above = sums[parent];
    if (own !== undefined && above !== undefined) sums[parent] = addSums(above, own);
  }
  return sums;
}

function addSums(a: Sums, b: Sums): Sums {
  const add = (x: number | undefined, y: number | undefined) => (x === undefined ? y : x + (y ?? 0));
  return { cpu: add(a.cpu, b.cpu), rssBytes: add(a.rssBytes, b.rssBytes) };
}
