import type { Unrest } from './draw-tree';

/** A fade takes seconds: so many steps are smooth enough, at a fraction of the cost of every frame. */
const FADE_STEP_MS = 80;
const SECOND_MS = 1_000;

interface Outlook {
  readonly unrest: Unrest;
  /** Milliseconds until everything, also what is out of sight, has come to rest. */
  readonly restsIn: number;
  /** The moment the picture is of does not go on. */
  readonly isFrozen: boolean;
  /** Milliseconds since the epoch. */
  readonly time: number;
}

/** Milliseconds until the picture would look different: 0 is the next frame, Infinity never by itself. */
export function nextFrameIn({ unrest, restsIn, isFrozen, time }: Outlook): number {
  if (unrest.moving) return 0;
  const delays = [Number.POSITIVE_INFINITY];
  // Lines reach out of sight; the last frame sets them right.
  if (restsIn > 0) delays.push(restsIn);
  if (!isFrozen && unrest.fading) delays.push(FADE_STEP_MS);
  if (!isFrozen && unrest.ageing) delays.push(SECOND_MS - (time % SECOND_MS));
  return Math.min(...delays);
}
