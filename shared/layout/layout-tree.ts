/** From the tree to a scene: which cards there are, where they lie, and the lines between them. */

import { lostParents } from '#shared/layout/connect-nodes';
import type { FoldChoices } from '#shared/layout/folds';
import {
  countHidden,
  type OutlineItem,
  type OutlineOptions,
  outlineTree,
  sumsOf,
  sumsOfAll,
} from '#shared/layout/outline-tree';
import { placeIcicle } from '#shared/layout/place-icicle';
import { placeRadial, slotsOnCircle } from '#shared/layout/place-radial';
import { placeDown, placeToRight } from '#shared/layout/place-rows';
import {
  emptyScene,
  type IcicleMeasure,
  type LayoutKind,
  type Scene,
  type SceneBounds,
  type SceneBox,
  type SceneNode,
  type Sums,
} from '#shared/layout/scene';
import { assertNever } from '#shared/model/assert-never';
import { isGhost, type ProcessId } from '#shared/model/process';
import type { ProcessTree } from '#shared/tree/build-tree';

export interface LayoutOptions extends Omit<OutlineOptions, 'folds'> {
  readonly kind?: LayoutKind;
  readonly icicleBy?: IcicleMeasure;
}

/** `before`: the scene that this one follows; a card about which nothing has changed is the same object in both. */
export function layoutTree(
  tree: ProcessTree,
  folds: FoldChoices,
  options: LayoutOptions = {},
  before: Scene = emptyScene,
): Scene {
  const { kind = 'right' } = options;
  const items = outlineTree(tree, { ...options, folds });
  const circle = kind === 'radial' ? { slots: slotsOnCircle(items, before.slots) } : undefined;
  const boxes = placeItems(items, kind, options.icicleBy ?? 'memory', circle?.slots ?? 0);
  const sums = kind === 'icicle' ? sumsOfAll(items) : undefined;
  const lost = lostParents(items);
  const recall = createRecall(before);
  const nodes = new Map<ProcessId, SceneNode>();
  items.forEach((item, index) => {
    const box = boxes[index];
    if (box === undefined) return;
    const { id } = item.process;
    const parent = items[item.parent]?.process.id;
    const known = recall(id);
    const isKept = known !== undefined && sums === undefined && isAsBefore(known, item, box, parent, lost);
    nodes.set(id, isKept ? known : nodeOf(item, box, parent, sums?.[index], lost));
  });
  return { layout: kind, nodes, bounds: boundsOf(boxes), ...circle };
}

function placeItems(
  items: readonly OutlineItem[],
  kind: LayoutKind,
  by: IcicleMeasure,
  slots: number,
): readonly SceneBox[] {
  switch (kind) {
    case 'right':
      return placeToRight(items);
    case 'down':
      return placeDown(items);
    case 'radial':
      return placeRadial(items, slots);
    case 'icicle':
      return placeIcicle(items, by);
    default:
      return assertNever(kind);
  }
}

const nobody: readonly ProcessId[] = [];

function nodeOf(
  item: OutlineItem,
  { x, y, width, height, angle, outward }: SceneBox,
  parent: ProcessId | undefined,
  sums: Sums | undefined,
  lost: ReadonlySet<ProcessId>,
): SceneNode {
  const { tree, process, merged, folded } = item;
  return {
    id: process.id,
    process,
    parent,
    x,
    y,
    width,
    height,
    angle,
    outward,
    level: item.level,
    position: item.position,
    siblings: item.siblings,
    childCount: merged.length > 0 ? merged.length : (tree.children?.length ?? 0),
    folded,
    hiddenCount: countHidden(item),
    merged: merged.length === 0 ? nobody : merged.flatMap(({ data }) => data.process?.id ?? []),
    apart: item.apart,
    sums: sums ?? (folded ? sumsOf(item) : undefined),
    lingers: doesLinger(item, lost),
  };
}

/** How far ahead a card is looked for when those before it have gone; beyond, it is looked up. */
const NEAR = 32;

/** Asked in reading order, it nearly always finds the card at the next place: no look-up. */
function createRecall({ nodes }: Scene): (id: ProcessId) => SceneNode | undefined {
  const inOrder = [...nodes.values()];
  let next = 0;
  return (id) => {
    for (let at = next; at < next + NEAR; at += 1) {
      const node = inOrder[at];
      if (node?.id !== id) continue;
      next = at + 1;
      return node;
    }
    return nodes.get(id);
  };
}

/** A folded or merged card also tells of those that it stands for; it is always made anew. */
function isAsBefore(
  known: SceneNode,
  item: OutlineItem,
  box: SceneBox,
  parent: ProcessId | undefined,
  lost: ReadonlySet<ProcessId>,
): boolean {
  return (
    known.process === item.process &&
    known.parent === parent &&
    known.x === box.x &&
    known.y === box.y &&
    known.width === box.width &&
    known.height === box.height &&
    known.angle === box.angle &&
    known.level === item.level &&
    known.position === item.position &&
    known.siblings === item.siblings &&
    known.apart === item.apart &&
    known.childCount === (item.tree.children?.length ?? 0) &&
    !known.folded &&
    !item.folded &&
    known.sums === undefined &&
    known.lingers === doesLinger(item, lost)
  );
}

function doesLinger({ process, tree }: OutlineItem, lost: ReadonlySet<ProcessId>): boolean {
  return isGhost(process) && (lost.has(process.id) || tree.children !== undefined);
}

/** Around all cards, turned or not. */
function boundsOf(boxes: Iterable<SceneBox>): SceneBounds {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height, angle } of boxes) {
    const cos = angle === 0 ? 1 : Math.abs(Math.cos(angle));
    const sin = angle === 0 ? 0 : Math.abs(Math.sin(angle));
    const across = (width * cos + height * sin) / 2;
    const down = (width * sin + height * cos) / 2;
    left = Math.min(left, x + width / 2 - across);
    right = Math.max(right, x + width / 2 + across);
    top = Math.min(top, y + height / 2 - down);
    bottom = Math.max(bottom, y + height / 2 + down);
  }
  return left > right ? { left: 0, top: 0, right: 0, bottom: 0 } : { left, top, right, bottom };
}
