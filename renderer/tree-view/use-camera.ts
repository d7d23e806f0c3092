import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { Scene } from '#shared/layout/scene';
import type { ProcessId } from '#shared/model/process';
import type { AppState } from '../store/app-store';
import { selectIsRun } from '../store/selectors';
import { useApp } from '../store/use-app';
import type { CameraWish } from '../store/view-slice';
import {
  besideDrawer,
  fitAll,
  followedView,
  frameSubtree,
  LEGIBLE_SCALE,
  MAX_SCALE,
  panIntoView,
  showNode,
  showsSome,
} from './camera';
import { firstView } from './first-view';
import type { Zoom } from './use-zoom';
import { type CssSize, shifted, type ViewTransform, withOffset, withoutOffset } from './view-transform';
import type { Keeps, Viewport } from './viewport';

/** The hand may zoom out this much further than all there is, but a small tree not beyond the least scale. */
const LEAST_SCALE = { ofFit: 0.8, atMost: 0.1 };

/** Names can still be read; what is to be shown from further off is brought nearer. */
const NAMES_SCALE = 0.4;

/** Each wish is fulfilled once, also when the view is made anew. */
const fulfilled = new WeakSet<CameraWish>();

/**
 * Nobody has moved the camera since the first view (`home`) or since everything was shown (`fit`): it may go on doing
 * that as the stage changes and, when `follows`, as the tree grows.
 */
export function useCamera(
  viewport: RefObject<Viewport>,
  zoom: Zoom,
  scene: Scene,
  size: CssSize | undefined,
  follows: boolean,
): void {
  const wish = useApp((state) => state.cameraWish);
  const ownUid = useApp((state) => state.ownUid);
  const hasDrawer = useApp(selectHasDrawer);
  const framed = useRef<Framed>(undefined);
  useLayoutEffect(() => {
    if (size === undefined || scene.nodes.size === 0) return;
    const port = viewport.current;
    const { offset } = port.motion;
    const go = (target: ViewTransform, animated: boolean) => zoom.moveTo(withoutOffset(target, offset), animated);
    const least = Math.min(LEAST_SCALE.atMost, fitAll(scene, size).k * LEAST_SCALE.ofFit);
    zoom.limit(least, shifted(scene.bounds, offset));
    const before = framed.current;
    const now: Framed = { size, ownUid, root: rootOf(scene) };
    framed.current = now;
    if (follows && before?.root !== now.root) port.keeps = 'home';
    const current = withOffset(zoom.goal(), offset);
    if (!port.isFramed || before?.size !== size || before.ownUid !== ownUid) {
      if (port.keeps !== undefined) go(keptView(port.keeps, scene, size, ownUid), false);
    } else if (follows && port.keeps !== undefined) {
      const target = followedView(scene, size, current);
      if (target !== current) go(target, true);
    } else if (port.showsSome && !showsSome(scene, size, current)) {
      // All that was looked at has gone: an empty picture is nobody's wish.
      go(keptView('home', scene, size, ownUid), true);
    }
    port.showsSome = showsSome(scene, size, withOffset(zoom.goal(), offset));
    port.isFramed = true;
    if (wish === undefined || fulfilled.has(wish)) return;
    const target = wishedView(wish, scene, { size, hasDrawer, ownUid, least }, withOffset(zoom.goal(), offset));
    // A process that is not to be seen yet may come with a later scene.
    if (target === undefined) return;
    fulfilled.add(wish);
    port.keeps = wish.kind === 'fit' || wish.kind === 'home' ? wish.kind : undefined;
    go(target, true);
  }, [viewport, zoom, scene, size, wish, ownUid, follows, hasDrawer]);
}

/** What the camera was last turned to. */
interface Framed {
  readonly size: CssSize;
  readonly ownUid: number | undefined;
  readonly root: ProcessId | undefined;
}

/** What a wish is fulfilled on. */
interface Stage {
  readonly size: CssSize;
  readonly hasDrawer: boolean;
  readonly ownUid: number | undefined;
  /** How far out the hand may zoom. */
  readonly least: number;
}

/** The lab has no drawer: its details are a part of its own. */
export function selectHasDrawer(state: AppState): boolean {
  return state.isNarrow && state.drawerOpen && !selectIsRun(state);
}

function rootOf({ nodes }: Scene): ProcessId | undefined {
  const [root] = nodes.keys();
  return root;
}

function keptView(keeps: Keeps, scene: Scene, size: CssSize, ownUid: number | undefined): ViewTransform {
  return keeps === 'fit' ? fitAll(scene, size) : firstView(scene, size, ownUid);
}

/** A wish that still waits for its process ends when the hand takes the camera. */
export function forgetWish(wish: CameraWish | undefined): void {
  if (wish !== undefined) fulfilled.add(wish);
}

function wishedView(
  wish: CameraWish,
  scene: Scene,
  { size, hasDrawer, ownUid, least }: Stage,
  current: ViewTransform,
): ViewTransform | undefined {
  switch (wish.kind) {
    case 'fit':
    case 'home':
      return keptView(wish.kind, scene, size, ownUid);
    case 'zoom':
      return zoomed(current, size, Math.min(MAX_SCALE, Math.max(least, current.k * wish.factor)));
    case 'show':
    case 'subtree': {
      const node = scene.nodes.get(wish.id);
      if (node === undefined) return undefined;
      const clear = besideDrawer(size, hasDrawer);
      if (wish.kind === 'subtree') return frameSubtree(scene, wish.id, clear, current);
      return current.k >= NAMES_SCALE
        ? panIntoView(node, clear, current)
        : showNode(scene, wish.id, clear, { ...current, k: LEGIBLE_SCALE }, 'middle');
    }
  }
}

function zoomed({ k, x, y }: ViewTransform, size: CssSize, to: number): ViewTransform {
  const centre = { x: size.width / 2, y: size.height / 2 };
  const factor = to / k;
  return { k: to, x: centre.x - (centre.x - x) * factor, y: centre.y - (centre.y - y) * factor };
}
