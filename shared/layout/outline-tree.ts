/** Which cards there are, in reading order, before any of them has a place. */
import { type FoldChoices, isAlive, isFolded } from '#shared/layout/folds';
import { type Apart, mergeSiblings, type Sibling } from '#shared/layout/merge-siblings';
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
  readonly apart?: Apart;
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
  /** One of identical siblings that were taken apart by hand, and could be one card again. */
  readonly apart: boolean;
  /** Nothing is shown below it. */
  readonly isLeaf: boolean;
}

const nobody: readonly ProcessTree[] = [];

/** An explicit stack: a chain can be deeper than the call stack. */
export function outlineTree(tree: ProcessTree, options: OutlineOptions): readonly OutlineItem[] {
  const items: OutlineItem[] = [];
  const focus = options.focus === undefined ? undefined : tree.find(({ data }) => data.process?.id === options.focus);
  const folds = focus === undefined ? options.folds : { ...options.folds, focus: options.focus };
  const stack: OutlineItem[] = [];
  const push = (above: ProcessTree, siblings: readonly Sibling[], parent: number, level: number) => {
    const apart = takenApart(above, options);
    for (let index = siblings.length - 1; index >= 0; index -= 1) {
      const sibling = siblings[index];
      if (sibling === undefined) continue;
      const [node, merged] = 'members' in sibling ? [sibling.node, sibling.members] : [sibling, nobody];
      if (node.data.process === undefined) continue;
      const folded = merged.length > 0 || isFolded(node, folds);
      stack.push({
        tree: node,
        process: node.data.process,
        parent,
        level,
        position: index + 1,
        siblings: siblings.length,
        folded,
        merged,
        apart: apart.has(node),
        isLeaf: folded || node.children === undefined,
      });
    }
  };
  push(tree, focus === undefined ? siblingsBelow(tree, options) : [focus], -1, 1);
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    if (!item.isLeaf) push(item.tree, siblingsBelow(item.tree, options), items.length, item.level + 1);
    items.push(item);
  }
  return items;
}

function siblingsBelow(node: ProcessTree, { merge = false, apart, folds }: OutlineOptions): readonly Sibling[] {
  const children = node.children ?? nobody;
  const { process } = node.data;
  // Without a parent there would be nothing to take them apart by.
  const isApart = process === undefined || folds.apart?.has(process.id) === true;
  return merge && !isApart ? mergeSiblings(children, apart) : children;
}

const nobodyApart: ReadonlySet<ProcessTree> = new Set();

function takenApart(node: ProcessTree, { merge = false, apart, folds }: OutlineOptions): ReadonlySet<ProcessTree> {
  const { process } = node.data;
  if (!merge || process === undefined || folds.apart?.has(process.id) !== true) return nobodyApart;
  return new Set(
    mergeSiblings(node.children ?? nobody, apart).flatMap((each) => ('members' in each ? each.members : [])),
  );
}

/** Living processes that a card stands for beside its own. */
export function countHidden({ tree, folded, merged }: OutlineItem): number {
  if (merged.length > 0) return merged.length - 1;
  return folded ? countAliveBelow(tree) : 0;
}

function countAliveBelow(tree: ProcessTree): number {
  let count = 0;
  visit(tree, (each) => {
    if (each !== tree && isAlive(each)) count += 1;
  });
  return count;
}

/** Itself and all below it. `each` of d3 is a generator, which takes many times as long. */
function visit(tree: ProcessTree, see: (each: ProcessTree) => void): void {
  const stack = [tree];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    see(at);
    if (at.children !== undefined) for (const child of at.children) stack.push(child);
  }
}

export function sumsOf({ tree, merged }: OutlineItem): Sums {
  const sums: Writable<Sums> = { cpu: undefined, rssBytes: undefined };
  const add = ({ data: { process } }: ProcessTree) => {
    if (process !== undefined) addTo(sums, process);
  };
  if (merged.length > 0) merged.forEach(add);
  else visit(tree, add);
  return sums;
}

/** Of each item with all below it. A parent comes before its children, so from the end the sums are complete. */
export function sumsOfAll(items: readonly OutlineItem[]): readonly Sums[] {
  const sums = ownSums(items).map(({ cpu, rssBytes }): Writable<Sums> => ({ cpu, rssBytes }));
  for (let index = items.length - 1; index >= 0; index -= 1) {
    const above = sums[items[index]?.parent ?? -1];
    const own = sums[index];
    if (own !== undefined && above !== undefined) addTo(above, own);
  }
  return sums;
}

/** Of each item alone; a folded or merged one stands for more. */
export function ownSums(items: readonly OutlineItem[]): readonly Partial<Sums>[] {
  return items.map((item) => (item.folded ? sumsOf(item) : item.process));
}

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

function addTo(sums: Writable<Sums>, { cpu, rssBytes }: Partial<Sums>): void {
  if (cpu !== undefined) sums.cpu = (sums.cpu ?? 0) + cpu;
  if (rssBytes !== undefined) sums.rssBytes = (sums.rssBytes ?? 0) + rssBytes;
}
