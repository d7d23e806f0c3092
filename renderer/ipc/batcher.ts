import type { ProcessEvent } from '#shared/events/process-event';
import { timeWork } from '../ui/pace';

/** Hidden windows get no animation frames; this long after the first message it is delivered all the same. */
export const LONGEST_WAIT_MS = 250;
/** What comes without such a pause is one flow; only a flow that has lasted is delivered less often. */
const PAUSE_MS = 200;
const BURST_MS = 400;

interface Message {
  readonly events: readonly ProcessEvent[];
}

export interface Batcher<M extends Message> {
  add(message: M): void;
  /** Delivers at once what waits. */
  flush(): void;
  close(): void;
}

interface Cadence {
  /** Of what keeps coming, each batch is followed by a rest of so many times as long as it took. */
  readonly restForWork: number;
  /** Whether what comes after a rest is delivered at once, not with the next frame. */
  readonly isEager: boolean;
}

/**
 * Makes one batch of all that arrives within one animation frame, so that the window is drawn once for it. What keeps
 * coming is delivered the less often the more a batch costs.
 */
export function createBatcher<M extends Message>(
  deliver: (message: M) => void,
  page: Window,
  { restForWork, isEager }: Cadence,
): Batcher<M> {
  let waiting: M | undefined;
  let frame = 0;
  let timer = 0;
  let restTimer = 0;
  let restsUntil = 0;
  let arrivedAt = Number.NEGATIVE_INFINITY;
  let burstUntil = 0;

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
    timeWork(page, (workMs) => {
      restsUntil = page.performance.now() + workMs * restForWork;
    });
    deliver(message);
  }

  function schedule(): void {
    const now = page.performance.now();
    const restMs = now < burstUntil ? 0 : restsUntil - now;
    const ask = () => {
      frame = page.requestAnimationFrame(flush);
    };
    timer = page.setTimeout(flush, LONGEST_WAIT_MS);
    if (restMs > 0) restTimer = page.setTimeout(ask, restMs);
    else if (isEager) flush();
    else ask();
  }

  return {
    add: (message) => {
      const now = page.performance.now();
      if (now - arrivedAt > PAUSE_MS) burstUntil = now + BURST_MS;
      arrivedAt = now;
      const isFirst = waiting === undefined;
      waiting = { ...message, events: [...(waiting?.events ?? []), ...message.events] };
      if (isFirst) schedule();
    },
    flush,
    close: cancel,
  };
}
