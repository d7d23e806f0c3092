import type { ProcessTable } from '#shared/events/apply-events';
import type { EventOf, ProcessEvent } from '#shared/events/process-event';
import { type Context, follow, openContext, writeEvent } from '#shared/recording/event-codec';

export interface Encoder {
  /** Lines, each with its end, for events in their order. The first of them should be a checkpoint. */
  encode(events: readonly ProcessEvent[]): string;
}

/** @param origin the header's `startedAt` */
export function createEncoder(origin: number): Encoder {
  const context = openContext(origin);
  return { encode: (events) => events.map((event) => encodeOne(event, context)).join('') };
}

function encodeOne(event: ProcessEvent, context: Context): string {
  const line = JSON.stringify(writeEvent(event, context));
  follow(context, event);
  return `${line}\n`;
}

/** The event that brings any table to this one; a recording that begins in the middle of a stream begins with it. */
export function checkpointOf({ seq, at, living, ghosts }: ProcessTable): EventOf<'checkpoint'> {
  return { kind: 'checkpoint', seq, at, processes: [...ghosts.values(), ...living.values()] };
}
