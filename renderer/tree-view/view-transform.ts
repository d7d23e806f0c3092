/**
 * Three spaces. Scene units are what the layout speaks. World units are scene units plus an offset that grows when the
 * layout shifts what the person looks at (`animate-scene.ts`). CSS pixels are what is on the screen.
 *
 *   world = scene + offset        pixel = world * k + (x, y)
 */
import { LABEL_HEIGHT, type SceneBounds, type SceneBox, type ScenePoint } from '#shared/layout/scene';
import { coverOf } from './box';

/** From scene or world units to CSS pixels: `pixel = unit * k + (x, y)`. */
export interface ViewTransform {
  readonly k: number;
  readonly x: number;
  readonly y: number;
}

export interface CssSize {
  readonly width: number;
  readonly height: number;
}

/** The transform that takes scene units, given the one that takes world units. */
export function withOffset({ k, x, y }: ViewTransform, offset: ScenePoint): ViewTransform {
  return { k, x: x + offset.x * k, y: y + offset.y * k };
}

export function withoutOffset(view: ViewTransform, offset: ScenePoint): ViewTransform {
  return withOffset(view, { x: -offset.x, y: -offset.y });
}

/** Moved to the nearest whole device pixel, so that lines and letters stay crisp. */
export function snapped({ k, x, y }: ViewTransform, pixelRatio: number): ViewTransform {
  return { k, x: Math.round(x * pixelRatio) / pixelRatio, y: Math.round(y * pixelRatio) / pixelRatio };
}

export function toUnits({ k, x, y }: ViewTransform, pixel: ScenePoint): ScenePoint {
  return { x: (pixel.x - x) / k, y: (pixel.y - y) / k };
}

/** The part of the scene (or world) that is on the screen. */
export function visibleBounds(view: ViewTransform, size: CssSize): SceneBounds {
  const start = toUnits(view, { x: 0, y: 0 });
  return { left: start.x, top: start.y, right: start.x + size.width / view.k, bottom: start.y + size.height / view.k };
}

export function grown(bounds: SceneBounds, by: ScenePoint): SceneBounds {
  return {
    left: bounds.left - by.x,
    top: bounds.top - by.y,
    right: bounds.right + by.x,
    bottom: bounds.bottom + by.y,
  };
}

export function shifted(bounds: SceneBounds, by: ScenePoint): SceneBounds {
  return { left: bounds.left + by.x, top: bounds.top + by.y, right: bounds.right + by.x, bottom: bounds.bottom + by.y };
}

export function contains(outer: SceneBounds, inner: SceneBounds): boolean {
  return (
    outer.left <= inner.left && outer.top <= inner.top && outer.right >= inner.right && outer.bottom >= inner.bottom
  );
}

/** True when any of a card with its label is within. */
export function touchesCard(bounds: SceneBounds, box: SceneBox): boolean {
  const { left, top, right, bottom } = coverOf(box);
  return left <= bounds.right && right >= bounds.left && top - LABEL_HEIGHT <= bounds.bottom && bottom >= bounds.top;
}

export function centreOf(bounds: SceneBounds): ScenePoint {
  return { x: (bounds.left + bounds.right) / 2, y: (bounds.top + bounds.bottom) / 2 };
}
