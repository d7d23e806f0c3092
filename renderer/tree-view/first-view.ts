/**
 * Where the camera stands before anybody has moved it: on everything, if that can be read; else on the smallest subtree
 * that holds the user's own processes; else where most of those are seen at once. Never on a mostly empty stage.
 */
import type { LayoutKind, Scene, SceneBounds, SceneNode } from '#shared/layout/scene';
import type { ProcessId, ProcessRecord } from '#shared/model/process';
import { coverOf } from './box';
import { fitAll, frame, MARGIN, subtreeBounds, union } from './camera';
import type { CssSize, ViewTransform } from './view-transform';

/** A tree is shown whole down to here: names are still drawn, at ten pixels. */
const WHOLE_SCALES: { readonly [Kind in LayoutKind]: number } = { right: 0.4, down: 0.45, radial: 0.55, icicle: 0.8 };
/** A part of it is shown at least so large that pids can be read too. */
const PART_SCALE = 0.66;
/** So many left edges are tried for that part; between them nobody would see a difference. */
const MOST_EDGES = 64;

export function firstView(scene: Scene, size: CssSize, ownUid: number | undefined): ViewTransform {
  const all = fitAll(scene, size);
  const least = WHOLE_SCALES[scene.layout];
  if (all.k >= least) return all;
  if (scene.layout === 'icicle') return readableAreas(scene, size);
  const nodes = [...scene.nodes.values()];
  const own = nodes.filter(({ process }) => isOwn(process, ownUid));
  const family = subtreeBounds(scene, commonAncestor(scene, own));
  const view = family === undefined ? undefined : frame(family, size, 1);
  if (view !== undefined && view.k >= least) return view;
  return withoutWaste(densestView(own.length === 0 ? nodes : own, size), scene.bounds, size);
}

/** The whole height, which is what areas tell, while their names have room in the width; else the beginning. */
function readableAreas({ bounds }: Scene, size: CssSize): ViewTransform {
  const down = (size.height - 2 * MARGIN) / (bounds.bottom - bounds.top);
  const k = Math.min(1, Math.max(PART_SCALE, down));
  const start = { k, x: MARGIN - bounds.left * k, y: MARGIN - bounds.top * k };
  return withoutWaste(start, bounds, size);
}

/** As long as nobody is known to be the user, everybody is; the kernel's threads are nobody's. */
function isOwn({ uid, kernelThread }: ProcessRecord, ownUid: number | undefined): boolean {
  return kernelThread !== true && (ownUid === undefined || uid === ownUid);
}

/** The deepest that has all of them at or below it. */
function commonAncestor(scene: Scene, wanted: readonly SceneNode[]): ProcessId | undefined {
  const counts = new Map<ProcessId, number>(wanted.map(({ id }) => [id, 1]));
  // Reading order, from its end: children come before their parents, so the first that has them all is the deepest.
  for (const { id, parent } of [...scene.nodes.values()].reverse()) {
    const count = counts.get(id) ?? 0;
    if (count === wanted.length) return id;
    if (parent !== undefined && count > 0) counts.set(parent, (counts.get(parent) ?? 0) + count);
  }
  return undefined;
}

/** On the window that holds most of the cards whole, the first such in reading order. */
function densestView(nodes: readonly SceneNode[], size: CssSize): ViewTransform {
  const room = { across: (size.width - 2 * MARGIN) / PART_SCALE, down: (size.height - 2 * MARGIN) / PART_SCALE };
  const covers = nodes.map(coverOf).sort((a, b) => a.top - b.top);
  let best: readonly SceneBounds[] = covers.slice(0, 1);
  for (const left of edgesOf(covers)) {
    const strip = covers.filter((cover) => cover.left >= left && cover.right <= left + room.across);
    const found = tallestRun(strip, room.down);
    if (found.length > best.length) best = found;
  }
  const [first, ...others] = best;
  return first === undefined ? { k: 1, x: MARGIN, y: MARGIN } : frame(others.reduce(union, first), size, 1);
}

/** Spread evenly, the leftmost among them. */
function edgesOf(covers: readonly SceneBounds[]): readonly number[] {
  const edges = [...new Set(covers.map(({ left }) => Math.floor(left)))].sort((a, b) => a - b);
  const step = Math.max(1, edges.length / MOST_EDGES);
  return Array.from({ length: Math.ceil(edges.length / step) }, (_, index) => edges[Math.floor(index * step)] ?? 0);
}

/** Of cards in the order of their tops, the most that lie within one height. */
function tallestRun(covers: readonly SceneBounds[], height: number): readonly SceneBounds[] {
  let best = { from: 0, to: 0 };
  let from = 0;
  covers.forEach((cover, index) => {
    while (cover.bottom - (covers[from]?.top ?? 0) > height && from < index) from += 1;
    if (index + 1 - from > best.to - best.from) best = { from, to: index + 1 };
  });
  return covers.slice(best.from, best.to);
}

/** Room that is left is not spent beyond the ends of the tree. */
function withoutWaste({ k, x, y }: ViewTransform, bounds: SceneBounds, size: CssSize): ViewTransform {
  return {
    k,
    x: within(x, bounds.left * k, bounds.right * k, size.width),
    y: within(y, bounds.top * k, bounds.bottom * k, size.height),
  };
}

function within(shift: number, start: number, end: number, length: number): number {
  const [first, last] = [MARGIN - start, length - MARGIN - end];
  return first < last ? (first + last) / 2 : Math.min(first, Math.max(last, shift));
}
