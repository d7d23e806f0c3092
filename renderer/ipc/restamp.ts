import type { CollectorMessage } from '#shared/ipc/contract';

/**
 * Every collector counts its events from 0, but the timeline in the window goes on when a collector is started anew:
 * its numbers are moved up to follow `latestSeq`.
 */
export function createRestamp(latestSeq: number): (message: CollectorMessage) => CollectorMessage {
  let shift: number | undefined;
  return (message) => {
    const first = message.events[0];
    if (first === undefined) return message;
    shift ??= Math.max(0, latestSeq + 1 - first.seq);
    const by = shift;
    return by === 0
      ? message
      : { ...message, events: message.events.map((event) => ({ ...event, seq: event.seq + by })) };
  };
}
