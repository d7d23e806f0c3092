/**
 * The timeline: a bounded ring of events with a checkpoint at the head of every chunk, and the only place that knows
 * the past. The live view is its end; looking back is `tableAt` with a smaller `seq`.
 *
 *   chunk 0              chunk 1              chunk 2 (open)
 *   [table|e e e e e e]  [table|e e e e e e]  [table|e e e ]→ latest
 *
 * Tables share their records, so a checkpoint costs one map, not a copy of the world.
 */
import { applyEvents, emptyTable, type ProcessTable } from '#shared/events/apply-events';
import type { ProcessEvent } from '#shared/events/process-event';

interface Chunk {
  /** The table before the first event of the chunk. */
  readonly start: ProcessTable;
  readonly events: readonly ProcessEvent[];
}

export interface Timeline {
  readonly chunks: readonly Chunk[];
  readonly latest: ProcessTable;
  readonly eventCount: number;
}

export interface TimelineLimits {
  readonly maxEvents: number;
  readonly maxAgeMs: number;
}

/** A chunk is at least this long, and at least as long as its table, so that checkpoints cost at most one entry an event. */
const MIN_CHUNK_EVENTS = 512;

const defaultTimelineLimits: TimelineLimits = { maxEvents: 200_000, maxAgeMs: 10 * 60_000 };

export const emptyTimeline: Timeline = { chunks: [], latest: emptyTable, eventCount: 0 };

/** Appends a batch (ordered by `seq`) and lets whole chunks that are over the limits fall off the old end. */
export function appendEvents(
  timeline: Timeline,
  events: readonly ProcessEvent[],
  limits: TimelineLimits = defaultTimelineLimits,
): Timeline {
  if (events.length === 0) return timeline;
  const latest = applyEvents(timeline.latest, events);
  const chunks = withEvents(timeline, events);
  const eventCount = timeline.eventCount + events.length;
  return dropOldChunks({ chunks, latest, eventCount }, limits);
}

/** The table as it was after event `seq`; before the oldest remembered event, the oldest remembered table. */
export function tableAt(timeline: Timeline, seq: number): ProcessTable {
  if (seq >= timeline.latest.seq) return timeline.latest;
  const chunk = timeline.chunks.findLast(({ start }) => start.seq <= seq) ?? timeline.chunks[0];
  if (chunk === undefined) return timeline.latest;
  const end = chunk.events.findIndex((event) => event.seq > seq);
  return applyEvents(chunk.start, end === -1 ? chunk.events : chunk.events.slice(0, end));
}

function withEvents(timeline: Timeline, events: readonly ProcessEvent[]): readonly Chunk[] {
  const last = timeline.chunks.at(-1);
  if (last === undefined || isFull(last)) return [...timeline.chunks, { start: timeline.latest, events }];
  return [...timeline.chunks.slice(0, -1), { start: last.start, events: [...last.events, ...events] }];
}

function isFull(chunk: Chunk): boolean {
  return chunk.events.length >= Math.max(MIN_CHUNK_EVENTS, chunk.start.living.size);
}

function dropOldChunks(timeline: Timeline, limits: TimelineLimits): Timeline {
  const oldest = timeline.chunks[0];
  const next = timeline.chunks[1];
  if (oldest === undefined || next === undefined) return timeline;
  const tooMany = timeline.eventCount - oldest.events.length >= limits.maxEvents;
  const tooOld = timeline.latest.at - next.start.at > limits.maxAgeMs;
  if (!tooMany && !tooOld) return timeline;
  const shorter = {
    ...timeline,
    chunks: timeline.chunks.slice(1),
    eventCount: timeline.eventCount - oldest.events.length,
  };
  return dropOldChunks(shorter, limits);
}
