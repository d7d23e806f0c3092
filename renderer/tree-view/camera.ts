/** Where the camera should go, as pure functions of what there is to see. All transforms here take scene units. */
import { CARD_HEIGHT, CARD_WIDTH, type Scene, type SceneBounds, type SceneNode } from '#shared/layout/scene';
import type { ProcessId } from '#shared/model/process';
import { coverOf, middleOf } from './box';
import {
  type CssSize,
  centreOf,
  contains,
  grown,
  touchesCard,
  type ViewTransform,
  visibleBounds,
} from './view-transform';

/** Names can be read from here on. */
export const LEGIBLE_SCALE = 0.7;
/** So far one may go below it to show a tree or a family whole: names are still drawn. */
const LEAST_WHOLE_SCALE = 0.53;
export const MAX_SCALE = 3;
/** A view that is kept while a tree grows and shrinks has its scale at this share of what would be possible. */
const LOOSEST = 0.7;
/** Room between what is shown and the edge, in CSS pixels. */
export const MARGIN = 36;

/** How wide the drawer is that lies over the right of a small stage, and what it always leaves (app.module.css). */
const DRAWER = { most: 320, leaves: 48 };

/** What can be seen of the stage: cards are not to be brought into view underneath the drawer. */
export function besideDrawer(size: CssSize, hasDrawer: boolean): CssSize {
  if (!hasDrawer) return size;
  return { width: Math.max(size.width - DRAWER.most, Math.min(size.width, DRAWER.leaves)), height: size.height };
}

/** Is any of the tree in sight? */
export function showsSome(scene: Scene, size: CssSize, view: ViewTransform): boolean {
  const sight = visibleBounds(view, size);
  for (const node of scene.nodes.values()) if (touchesCard(sight, node)) return true;
  return false;
}

/** Everything, as large as it goes. */
export function fitAll(scene: Scene, size: CssSize): ViewTransform {
  return frame(scene.bounds, size, 1);
}

/** Everything stays in sight as it grows: the same view while that holds it and is not far too wide. */
export function followedView(scene: Scene, size: CssSize, current: ViewTransform): ViewTransform {
  const all = fitAll(scene, size);
  if (current.k > all.k * LOOSEST && contains(visibleBounds(current, size), scene.bounds)) return current;
  const roomy = frame(grown(scene.bounds, { x: CARD_WIDTH / 2, y: CARD_HEIGHT }), size, 1);
  return roomy.k >= LEAST_WHOLE_SCALE ? roomy : all;
}

/** The process and all below it, with room for more to be born where there is any. */
export function frameSubtree(scene: Scene, id: ProcessId, size: CssSize, current: ViewTransform): ViewTransform {
  const bounds = subtreeBounds(scene, id);
  if (bounds === undefined) return current;
  const room = { x: CARD_WIDTH / 2, y: CARD_HEIGHT * 1.5 };
  const views = [frame(grown(bounds, room), size, 1), frame(bounds, size, 1)];
  return (
    views.find(({ k }) => k >= LEAST_WHOLE_SCALE) ??
    showNode(scene, id, size, { ...current, k: LEGIBLE_SCALE }, 'start')
  );
}

/** Moved as little as brings the card into view. */
export function panIntoView(node: SceneNode, size: CssSize, current: ViewTransform): ViewTransform {
  const { k } = current;
  const { left, top, right, bottom } = coverOf(node);
  return {
    k,
    x: current.x + pushInside(left * k + current.x, right * k + current.x, size.width),
    y: current.y + pushInside(top * k + current.y, bottom * k + current.y, size.height),
  };
}

/** The card in the middle, or its family at the start of the view, at the scale given. */
export function showNode(
  scene: Scene,
  id: ProcessId,
  size: CssSize,
  current: ViewTransform,
  where: 'middle' | 'start',
): ViewTransform {
  const node = scene.nodes.get(id);
  if (node === undefined) return current;
  const { k } = current;
  const share = where === 'middle' ? { x: 0.5, y: 0.5 } : { x: 0.2, y: 0.15 };
  const centre = middleOf(node);
  return { k, x: size.width * share.x - centre.x * k, y: size.height * share.y - centre.y * k };
}

/** Held so that something of the tree always stays in sight. */
export function keepInSight(view: ViewTransform, size: CssSize, bounds: SceneBounds): ViewTransform {
  const { k } = view;
  return {
    k,
    x: Math.min(Math.max(view.x, 2 * MARGIN - bounds.right * k), size.width - 2 * MARGIN - bounds.left * k),
    y: Math.min(Math.max(view.y, 2 * MARGIN - bounds.bottom * k), size.height - 2 * MARGIN - bounds.top * k),
  };
}

export function frame(bounds: SceneBounds, size: CssSize, maxScale: number): ViewTransform {
  const width = Math.max(1, bounds.right - bounds.left);
  const height = Math.max(1, bounds.bottom - bounds.top);
  const across = Math.max(1, size.width - 2 * MARGIN) / width;
  const down = Math.max(1, size.height - 2 * MARGIN) / height;
  const k = Math.min(maxScale, across, down);
  return { k, ...centred(bounds, size, k) };
}

function centred(bounds: SceneBounds, size: CssSize, k: number): { readonly x: number; readonly y: number } {
  const centre = centreOf(bounds);
  return { x: size.width / 2 - centre.x * k, y: size.height / 2 - centre.y * k };
}

/** How far a span must move to lie inside `0..length` with a margin; its start wins when it is too long. */
function pushInside(start: number, end: number, length: number): number {
  if (start < MARGIN) return MARGIN - start;
  if (end > length - MARGIN) return Math.max(length - MARGIN - end, MARGIN - start);
  return 0;
}

/** A subtree's nodes follow its root in reading order and are on deeper levels. */
export function subtreeBounds(scene: Scene, id: ProcessId | undefined): SceneBounds | undefined {
  const root = id === undefined ? undefined : scene.nodes.get(id);
  if (root === undefined) return undefined;
  let bounds: SceneBounds = coverOf(root);
  let inside = false;
  for (const node of scene.nodes.values()) {
    if (node.id === id) inside = true;
    else if (inside && node.level <= root.level) break;
    if (inside) bounds = union(bounds, coverOf(node));
  }
  return bounds;
}

export function union(a: SceneBounds, b: SceneBounds): SceneBounds {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}
