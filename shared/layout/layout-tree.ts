/**
 * Left to right: depth is the column, and a parent stands in the row of its first child.
 *
 *   systemd ── bash ── make ── cc1
 *           │               └─ cc1
 *           └─ nginx
 *
 * The centred "tidy" tree (Reingold and Tilford 1981) looks balanced once, but each birth moves every ancestor. Here a
 * newborn, always the youngest sibling, only pushes down what lies below it; nothing else moves.
 */
import type { ProcessId } from '#shared/model/process';
import { isOrphan } from '#shared/model/process';
import type { ProcessTree } from '#shared/tree/build-tree';
import { CARD_HEIGHT, CARD_WIDTH, type Scene, type SceneBounds, type SceneEdge, type SceneNode } from '#shared/layout/scene';

const COLUMN = CARD_WIDTH + 44;
const ROW = CARD_HEIGHT + 12;

/** What a person folded or unfolded by hand; the rest follows `foldedByDefault`. */
export interface FoldChoices {
  readonly folded: ReadonlySet<ProcessId>;
  readonly unfolded: ReadonlySet<ProcessId>;
}

const KTHREADD_PID = 2;
/** A fan wider than this opens folded, so that the first view is never a hairball. */
const WIDE_FAN = 100;

export function layoutTree(tree: ProcessTree, choices: FoldChoices): Scene {
  const nodes = new Map<ProcessId, SceneNode>();
  let row = 0;
  // An explicit stack: a chain can be deeper than the call stack.
  const stack = childPlaces(tree);
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    const folded = isFolded(place.node, choices);
    const placed = placeNode(place, row, folded);
    if (placed !== undefined) nodes.set(placed.id, placed);
    const below = folded ? [] : childPlaces(place.node);
    if (below.length === 0) row += 1;
    for (const child of below) stack.push(child);
  }
  return { nodes, edges: connect(nodes), bounds: measure(nodes) };
}

interface Place {
  readonly node: ProcessTree;
  /** Among its siblings, from 1. */
  readonly position: number;
}

/** The children, last first: as a stack wants them. */
function childPlaces(node: ProcessTree): Place[] {
  return (node.children ?? []).map((child, index) => ({ node: child, position: index + 1 })).reverse();
}

function isFolded(node: ProcessTree, choices: FoldChoices): boolean {
  const id = node.data.process?.id;
  if (id === undefined || node.children === undefined) return false;
  if (choices.folded.has(id)) return true;
  if (choices.unfolded.has(id)) return false;
  return foldedByDefault(node);
}

function foldedByDefault(node: ProcessTree): boolean {
  const process = node.data.process;
  return (process?.kernelThread === true && process.pid === KTHREADD_PID) || (node.children?.length ?? 0) > WIDE_FAN;
}

function placeNode({ node, position }: Place, row: number, folded: boolean): SceneNode | undefined {
  const { process } = node.data;
  if (process === undefined) return undefined;
  return {
    id: process.id,
    process,
    parent: node.parent?.data.process?.id,
    x: (node.depth - 1) * COLUMN,
    y: row * ROW,
    level: node.depth,
    position,
    siblings: node.parent?.children?.length ?? 1,
    childCount: node.children?.length ?? 0,
    folded,
    hiddenCount: folded ? node.descendants().length - 1 : 0,
  };
}

function connect(nodes: ReadonlyMap<ProcessId, SceneNode>): readonly SceneEdge[] {
  const edges: SceneEdge[] = [];
  for (const node of nodes.values()) {
    const orphan = isOrphan(node.process);
    if (node.parent !== undefined) edges.push({ kind: orphan ? 'adopted' : 'child', from: node.parent, to: node.id });
    const lost = node.process.adoptions.at(-1)?.from;
    if (orphan && lost !== undefined && nodes.has(lost)) edges.push({ kind: 'lost', from: lost, to: node.id });
  }
  return edges;
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
