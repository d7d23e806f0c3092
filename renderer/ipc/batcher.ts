import type { CollectorMessage } from '#shared/ipc/contract';

/** Hidden windows get no animation frames; this long after the first message it is delivered all the same. */
export const LONGEST_WAIT_MS = 250;

export interface Batcher {
  add(message: CollectorMessage): void;
  /** Delivers at once what waits. */
  flush(): void;
  close(): void;
}

/** Makes one batch of all that arrives within one animation frame, so that the window is drawn once for it. */
export function createBatcher(deliver: (message: CollectorMessage) => void, page: Window): Batcher {
  let waiting: CollectorMessage | undefined;
  let frame = 0;
  let timer = 0;

  function cancel(): void {
    page.cancelAnimationFrame(frame);
    page.clearTimeout(timer);
  }

  function flush(): void {
    cancel();
    const message = waiting;
    waiting = undefined;
    if (message !== undefined) deliver(message);
  }

  function schedule(): void {
    frame = page.requestAnimationFrame(flush);
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
