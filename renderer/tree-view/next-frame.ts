import type { Unrest } from './draw-tree';

/** A fade takes seconds: so many steps are smooth enough, at a fraction of the cost of every frame. */
const FADE_STEP_MS = 80;
const SECOND_MS = 1_000;

/** Milliseconds until the picture would look different: 0 is the next frame, Infinity never by itself. */
export function nextFrameIn(unrest: Unrest, isMoving: boolean, isFrozen: boolean, time: number): number {
  if (isMoving) return 0;
  if (isFrozen) return Number.POSITIVE_INFINITY;
  if (unrest.fading) return FADE_STEP_MS;
  return unrest.ageing ? SECOND_MS - (time % SECOND_MS) : Number.POSITIVE_INFINITY;
}
