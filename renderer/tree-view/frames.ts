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
  const request = () => {
    frame ??= requestAnimationFrame(step);
  };
  const step = (frameTime: number) => {
    frame = undefined;
    clearTimeout(timer);
    const delayMs = draw(frameTime);
    if (delayMs <= 0) request();
    else if (Number.isFinite(delayMs)) timer = setTimeout(request, delayMs);
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
