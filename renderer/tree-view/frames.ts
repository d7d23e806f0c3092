import { REST_FOR_WORK, timeWork } from '../ui/pace';

/** A movement is drawn frame by frame for so long; when there is no end of movements, the rest of them less often. */
const SMOOTH_MS = 300;
/** So long after one movement the next is one of its own. */
const PAUSE_MS = 1_000;
const LONGEST_REST_MS = 200;

export interface Frames {
  /** One frame soon, however often it is asked for. */
  request(): void;
  /** Now, in place of the one that was asked for. */
  flush(): void;
  stop(): void;
}

/**
 * Runs `draw` once per request. What it returns, in milliseconds, is when it wants to be run again: 0 for the next
 * frame, Infinity for not before it is asked. So a picture at rest costs nothing.
 */
export function createFrames(draw: (frameTime: number) => number): Frames {
  let frame: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let movedAt = Number.NEGATIVE_INFINITY;
  let smoothUntil = 0;

  const request = () => {
    frame ??= requestAnimationFrame(step);
  };
  const requestIn = (delayMs: number) => {
    clearTimeout(timer);
    timer = setTimeout(request, delayMs);
  };
  const step = (frameTime: number) => {
    frame = undefined;
    clearTimeout(timer);
    let delayMs = 0;
    timeWork(window, (workMs) => {
      if (frame === undefined && Number.isFinite(delayMs))
        requestIn(Math.max(delayMs, Math.min(LONGEST_REST_MS, workMs * REST_FOR_WORK)));
    });
    delayMs = draw(frameTime);
    if (delayMs <= 0) move(frameTime);
  };
  const move = (frameTime: number) => {
    if (frameTime - movedAt > PAUSE_MS) smoothUntil = frameTime + SMOOTH_MS;
    movedAt = frameTime;
    if (frameTime < smoothUntil) request();
  };
  const stop = () => {
    if (frame !== undefined) cancelAnimationFrame(frame);
    clearTimeout(timer);
    frame = undefined;
  };
  const flush = () => {
    stop();
    step(performance.now());
  };
  return { request, flush, stop };
}
