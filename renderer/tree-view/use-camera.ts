import { type RefObject, useLayoutEffect } from 'react';
import type { Scene } from '#shared/layout/scene';
import { useApp } from '../store/use-app';
import type { CameraWish } from '../store/view-slice';
import { firstView, fitAll, frameSubtree, LEGIBLE_SCALE, MAX_SCALE, panIntoView, showNode } from './camera';
import type { Zoom } from './use-zoom';
import { type CssSize, shifted, type ViewTransform, withOffset, withoutOffset } from './view-transform';
import type { Viewport } from './viewport';

/** The hand may zoom out this much further than all there is, but a small tree not beyond the least scale. */
const LEAST_SCALE = { ofFit: 0.8, atMost: 0.1 };

/** Names can still be read; what is to be shown from further off is brought nearer. */
const NAMES_SCALE = 0.4;

/** Each wish is fulfilled once, also when the view is made anew. */
const fulfilled = new WeakSet<CameraWish>();

/** The first view, then only what is wished; the hand does the rest. */
export function useCamera(viewport: RefObject<Viewport>, zoom: Zoom, scene: Scene, size: CssSize | undefined): void {
  const wish = useApp((state) => state.cameraWish);
  useLayoutEffect(() => {
    if (size === undefined || scene.nodes.size === 0) return;
    const { offset } = viewport.current.motion;
    const go = (target: ViewTransform, animated: boolean) => zoom.moveTo(withoutOffset(target, offset), animated);
    const least = Math.min(LEAST_SCALE.atMost, fitAll(scene, size).k * LEAST_SCALE.ofFit);
    zoom.limit(least, shifted(scene.bounds, offset));
    if (!viewport.current.isFramed) go(firstView(scene, size), false);
    viewport.current.isFramed = true;
    if (wish === undefined || fulfilled.has(wish)) return;
    const target = wishedView(wish, scene, size, withOffset(zoom.goal(), offset), least);
    // A process that is not to be seen yet may come with a later scene.
    if (target === undefined) return;
    fulfilled.add(wish);
    go(target, true);
  }, [viewport, zoom, scene, size, wish]);
}

/** A wish that still waits for its process ends when the hand takes the camera. */
export function forgetWish(wish: CameraWish | undefined): void {
  if (wish !== undefined) fulfilled.add(wish);
}

function wishedView(
  wish: CameraWish,
  scene: Scene,
  size: CssSize,
  current: ViewTransform,
  leastScale: number,
): ViewTransform | undefined {
  switch (wish.kind) {
    case 'fit':
      return fitAll(scene, size);
    case 'home':
      return firstView(scene, size);
    case 'zoom':
      return zoomed(current, size, Math.min(MAX_SCALE, Math.max(leastScale, current.k * wish.factor)));
    case 'show':
    case 'subtree': {
      const node = scene.nodes.get(wish.id);
      if (node === undefined) return undefined;
      if (wish.kind === 'subtree') return frameSubtree(scene, wish.id, size, current);
      return current.k >= NAMES_SCALE
        ? panIntoView(node, size, current)
        : showNode(scene, wish.id, size, { ...current, k: LEGIBLE_SCALE }, 'middle');
    }
  }
}

function zoomed({ k, x, y }: ViewTransform, size: CssSize, to: number): ViewTransform {
  const centre = { x: size.width / 2, y: size.height / 2 };
  const factor = to / k;
  return { k: to, x: centre.x - (centre.x - x) * factor, y: centre.y - (centre.y - y) * factor };
}
