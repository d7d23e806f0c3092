/**
 * Left to right: depth is the column, and a parent stands in the row of its first child.
 *
 *   systemd ── bash ── make ── cc1
 *           │               └─ cc1
 *           │  ⤴ orphan · was 4120      (a row with an orphan has room for its label)
 *           └─ sleep
 *
 * The centred "tidy" tree (Reingold and Tilford 1981) looks balanced once, but each birth moves every ancestor. Here a
 * newborn, always the youngest sibling, only pushes down what lies below it; nothing else moves.
 */

import { connectNodes, lostParents } from '#shared/layout/connect-nodes';
import {
  CARD_HEIGHT,
  CARD_WIDTH,
  LABEL_HEIGHT,
  type Scene,
  type SceneBounds,
  type SceneNode,
} from '#shared/layout/scene';
import type { ProcessId } from '#shared/model/process';
import { isGhost } from '#shared/model/process';
import type { ProcessTree } from '#shared/tree/build-tree';

const COLUMN = CARD_WIDTH + 48;
const ROW = CARD_HEIGHT + 12;

/** What a person folded or unfolded by hand; the rest follows `foldedByDefault`. */
export interface FoldChoices {
  readonly folded: ReadonlySet<ProcessId>;
  readonly unfolded: ReadonlySet<ProcessId>;
}

const KTHREADD_PID = 2;
/** A fan wider than this opens folded, so that the first view is never a hairball. */
const WIDE_FAN = 100;
/** The root is folded much later: a first view of one folded card would say nothing. */
const WIDE_ROOT_FAN = 1_000;

export function layoutTree(tree: ProcessTree, choices: FoldChoices): Scene {
  const places = assignRows(tree, choices);
  const tops = rowTops(places);
  const lost = lostParents(places.flatMap(({ node }) => node.data.process ?? []));
  const nodes = new Map<ProcessId, SceneNode>();
  for (const place of places) {
    const node = placeNode(place, tops[place.row] ?? 0, lost);
    if (node !== undefined) nodes.set(node.id, node);
  }
  return { nodes, edges: connectNodes(nodes), bounds: measure(nodes) };
}

interface Place {
  readonly node: ProcessTree;
  /** Among its siblings, from 1. */
  readonly position: number;
  readonly folded: boolean;
  readonly row: number;
}

/** In reading order. An explicit stack: a chain can be deeper than the call stack. */
function assignRows(tree: ProcessTree, choices: FoldChoices): readonly Place[] {
  const places: Place[] = [];
  const stack = waitingChildren(tree);
  let row = 0;
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const folded = isFolded(next.node, choices);
    places.push({ ...next, folded, row });
    const below = folded ? [] : waitingChildren(next.node);
    if (below.length === 0) row += 1;
    for (const child of below) stack.push(child);
  }
  return places;
}

/** The children, last first: as a stack wants them. */
function waitingChildren(node: ProcessTree): Pick<Place, 'node' | 'position'>[] {
  return (node.children ?? []).map((child, index) => ({ node: child, position: index + 1 })).reverse();
}

/** The tops of the cards of each row. An orphan's room stays when it has died, so that its death moves nothing. */
function rowTops(places: readonly Place[]): readonly number[] {
  const labelled = new Set<number>();
  for (const { node, row } of places) {
    if ((node.data.process?.adoptions.length ?? 0) > 0) labelled.add(row);
  }
  const rowCount = (places.at(-1)?.row ?? -1) + 1;
  let bottom = 0;
  return Array.from({ length: rowCount }, (_, row) => {
    const top = bottom + (labelled.has(row) ? LABEL_HEIGHT : 0);
    bottom = top + ROW;
    return top;
  });
}

export function isFolded(node: ProcessTree, choices: FoldChoices): boolean {
  const id = node.data.process?.id;
  if (id === undefined || node.children === undefined) return false;
  if (choices.folded.has(id)) return true;
  if (choices.unfolded.has(id)) return false;
  return foldedByDefault(node, node.children);
}

/** Only living children make a fan wide: a storm of short processes must not fold and unfold their parent. */
function foldedByDefault(node: ProcessTree, children: readonly ProcessTree[]): boolean {
  const process = node.data.process;
  if (process?.kernelThread === true && process.pid === KTHREADD_PID) return true;
  const limit = node.depth === 1 ? WIDE_ROOT_FAN : WIDE_FAN;
  return children.length > limit && children.filter(isAlive).length > limit;
}

function isAlive({ data: { process } }: ProcessTree): boolean {
  return process !== undefined && !isGhost(process);
}

function placeNode(
  { node, position, folded }: Place,
  top: number,
  lost: ReadonlySet<ProcessId>,
): SceneNode | undefined {
  const { process } = node.data;
  if (process === undefined) return undefined;
  return {
    id: process.id,
    process,
    parent: node.parent?.data.process?.id,
    x: (node.depth - 1) * COLUMN,
    y: top,
    level: node.depth,
    position,
    siblings: node.parent?.children?.length ?? 1,
    childCount: node.children?.length ?? 0,
    folded,
    hiddenCount: folded ? countAliveBelow(node) : 0,
    lingers: isGhost(process) && (lost.has(process.id) || node.children !== undefined),
  };
}

function countAliveBelow(node: ProcessTree): number {
  let count = 0;
  node.each((each) => {
    if (each !== node && isAlive(each)) count += 1;
  });
  return count;
}

function measure(nodes: ReadonlyMap<ProcessId, SceneNode>): SceneBounds {
  let right = 0;
  let bottom = 0;
  for (const { x, y } of nodes.values()) {
    right = Math.max(right, x + CARD_WIDTH);
    bottom = Math.max(bottom, y + CARD_HEIGHT);
  }
  return { left: 0, top: 0, right, bottom };
}
