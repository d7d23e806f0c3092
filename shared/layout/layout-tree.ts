/** From the tree to a scene: which cards there are, where they lie, and the lines between them. */

import { connectNodes, lostParents } from '#shared/layout/connect-nodes';
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
import { placeRadial } from '#shared/layout/place-radial';
import { placeDown, placeToRight } from '#shared/layout/place-rows';
import type { IcicleMeasure, LayoutKind, Scene, SceneBounds, SceneBox, SceneNode, Sums } from '#shared/layout/scene';
import { assertNever } from '#shared/model/assert-never';
import { isGhost, type ProcessId } from '#shared/model/process';
import type { ProcessTree } from '#shared/tree/build-tree';

export interface LayoutOptions extends Omit<OutlineOptions, 'folds'> {
  readonly kind?: LayoutKind;
  readonly icicleBy?: IcicleMeasure;
}

export function layoutTree(tree: ProcessTree, folds: FoldChoices, options: LayoutOptions = {}): Scene {
  const { kind = 'right' } = options;
  const items = outlineTree(tree, { ...options, folds });
  const boxes = placeItems(items, kind, options.icicleBy ?? 'memory');
  const sums = kind === 'icicle' ? sumsOfAll(items) : undefined;
  const lost = lostParents(items);
  const nodes = new Map<ProcessId, SceneNode>();
  items.forEach((item, index) => {
    const box = boxes[index];
    if (box === undefined) return;
    nodes.set(item.process.id, nodeOf(item, box, items[item.parent]?.process.id, sums?.[index], lost));
  });
  return { layout: kind, nodes, edges: kind === 'icicle' ? [] : connectNodes(nodes), bounds: boundsOf(boxes) };
}

function placeItems(items: readonly OutlineItem[], kind: LayoutKind, by: IcicleMeasure): readonly SceneBox[] {
  switch (kind) {
    case 'right':
      return placeToRight(items);
    case 'down':
      return placeDown(items);
    case 'radial':
      return placeRadial(items);
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
    sums: sums ?? (folded ? sumsOf(item) : undefined),
    lingers: isGhost(process) && (lost.has(process.id) || tree.children !== undefined),
  };
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
