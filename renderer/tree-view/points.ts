import type { ScenePoint } from '#shared/layout/scene';

export const nowhere: ScenePoint = { x: 0, y: 0 };

export function between(from: ScenePoint, to: ScenePoint, share: number): ScenePoint {
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

export function plus(a: ScenePoint, b: ScenePoint): ScenePoint {
  return { x: a.x + b.x, y: a.y + b.y };
}

export function minus(a: ScenePoint, b: ScenePoint): ScenePoint {
  return { x: a.x - b.x, y: a.y - b.y };
}

/** Shorter ways are rounding, not movement. */
const NEAR = 0.5;

export function isNear(a: ScenePoint, b: ScenePoint): boolean {
  return Math.abs(a.x - b.x) < NEAR && Math.abs(a.y - b.y) < NEAR;
}
