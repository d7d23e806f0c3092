import type { ProcessEvent } from '#shared/events/process-event';
import { timeWork } from '../ui/pace';

/** Hidden windows get no animation frames; this long after the first message it is delivered all the same. */
export const LONGEST_WAIT_MS = 250;

interface Message {
  readonly events: readonly ProcessEvent[];
}

export interface Batcher<M extends Message> {
  add(message: M): void;
  /** Delivers at once what waits. */
  flush(): void;
  close(): void;
}

/**
 * Makes one batch of all that arrives within one animation frame, so that the window is drawn once for it. What comes
 * after a rest is delivered in the next frame; what keeps coming is delivered the less often the more a batch costs.
 */
export function createBatcher<M extends Message>(deliver: (message: M) => void, page: Window): Batcher<M> {
  let waiting: M | undefined;
  let frame = 0;
  let timer = 0;
  let restTimer = 0;
  let restsUntil = 0;

  function cancel(): void {
    page.cancelAnimationFrame(frame);
    page.clearTimeout(timer);
    page.clearTimeout(restTimer);
  }

  function flush(): void {
    cancel();
    const message = waiting;
    waiting = undefined;
    if (message === undefined) return;
    timeWork(page, (restMs) => {
      restsUntil = page.performance.now() + restMs;
    });
    deliver(message);
  }

  function schedule(): void {
    const restMs = restsUntil - page.performance.now();
    const ask = () => {
      frame = page.requestAnimationFrame(flush);
    };
    if (restMs <= 0) ask();
    else restTimer = page.setTimeout(ask, restMs);
    timer = page.setTimeout(flush, LONGEST_WAIT_MS);
  }

  return {
    add: (message) => {
      if (waiting === undefined) schedule();
      waiting = { ...message, events: [...(waiting?.events ?? []), ...message.events] };
    },
    flush,
    close: cancel,
  };
}
