/** Finding moments in a timeline: by time, step by step, by the life of a process. All are sequence numbers. */
import type { ProcessEvent } from '#shared/events/process-event';
import type { ProcessId } from '#shared/model/process';
import { chunkIndex, firstIndex, type Timeline } from '#shared/timeline/timeline';

/** The first and the last moment that is remembered, in milliseconds since the epoch; undefined while there is none. */
export function spanOf({ chunks, latest }: Timeline): { readonly from: number; readonly to: number } | undefined {
  const first = chunks[0]?.first;
  return first === undefined ? undefined : { from: first.at, to: latest.at };
}

/** The last event that had happened at `at`; before the first event, the moment before it. */
export function seqAt(timeline: Timeline, at: number): number {
  const chunk = timeline.chunks[chunkIndex(timeline, ({ start }) => start.at <= at)];
  if (chunk === undefined) return timeline.latest.seq;
  const end = firstIndex(chunk.events, (event) => event.at > at);
  return chunk.events[end - 1]?.seq ?? Math.max(chunk.start.seq, (chunk.first?.seq ?? 0) - 1);
}

/** From here on everything happened at `at` or later. */
export function seqFrom(timeline: Timeline, at: number): number {
  const chunk = timeline.chunks[chunkIndex(timeline, ({ start }) => start.at < at)];
  const next = chunk?.events[firstIndex(chunk.events, (event) => event.at >= at)];
  return next?.seq ?? (chunk?.events.at(-1)?.seq ?? timeline.latest.seq) + 1;
}

/** Samples of processor and memory are no steps of anybody's life. */
function isStep({ kind }: ProcessEvent): boolean {
  return kind !== 'sampled' && kind !== 'checkpoint';
}

/** `count` steps after (or, when negative, before) event `seq`; at the ends of the timeline, its end. */
export function stepFrom(timeline: Timeline, seq: number, count: number): number {
  let left = Math.abs(count);
  let found = seq;
  for (const event of count > 0 ? eventsAfter(timeline, seq) : eventsBefore(timeline, seq)) {
    if (!isStep(event)) continue;
    found = event.seq;
    left -= 1;
    if (left === 0) return found;
  }
  // Before the first step there is what was found at the beginning.
  return count < 0 ? Math.min(found, timeline.chunks[0]?.first?.seq ?? found) : found;
}

/** The event that the picture at `seq` shows the outcome of. */
export function eventAt(timeline: Timeline, seq: number): ProcessEvent | undefined {
  const chunk = timeline.chunks[chunkIndex(timeline, ({ start }) => start.seq < seq)];
  const event = chunk?.events[firstIndex(chunk.events, (one) => one.seq >= seq)];
  return event?.seq === seq ? event : undefined;
}

export function* eventsAfter(timeline: Timeline, seq: number): Generator<ProcessEvent> {
  const first = chunkIndex(timeline, ({ start }) => start.seq <= seq);
  for (let index = first; index < timeline.chunks.length; index++) {
    const events = timeline.chunks[index]?.events ?? [];
    for (let place = firstIndex(events, (event) => event.seq > seq); place < events.length; place++) {
      yield events[place] as ProcessEvent;
    }
  }
}

/** Newest first, without `seq` itself. */
function* eventsBefore(timeline: Timeline, seq: number): Generator<ProcessEvent> {
  for (let index = chunkIndex(timeline, ({ start }) => start.seq < seq); index >= 0; index--) {
    const events = timeline.chunks[index]?.events ?? [];
    for (let place = firstIndex(events, (event) => event.seq >= seq) - 1; place >= 0; place--) {
      yield events[place] as ProcessEvent;
    }
  }
}

/** When it was born and when it ended, as far as the timeline remembers. */
export function lifeOf(
  timeline: Timeline,
  id: ProcessId,
): { readonly birth: number | undefined; readonly death: number | undefined } {
  let birth: number | undefined;
  let death: number | undefined;
  for (const chunk of timeline.chunks) {
    if (chunk.mayTellOf?.(id) === false) continue;
    for (const event of chunk.events) {
      if (event.kind === 'fork' && event.process.id === id) birth ??= event.seq;
      else if (event.kind === 'exit' && event.id === id) death = event.seq;
    }
  }
  return { birth, death };
}
