/**
 * The timeline: a bounded ring of events with a checkpoint at the head of every chunk, and the only place that knows
 * the past. The live view is its end; looking back is `tableAt` with a smaller `seq`.
 *
 *   chunk 0              chunk 1              chunk 2 (open)
 *   [table|e e e e e e]  [table|e e e e e e]  [table|e e e ]→ latest
 *
 * Tables share their records, so a checkpoint costs one entry a process, not a copy of the world.
 */
import { applyEvents, emptyTable, type ProcessTable } from '#shared/events/apply-events';
import type { ProcessEvent } from '#shared/events/process-event';
import type { ProcessId } from '#shared/model/process';
import { type Activity, addActivity, emptyActivity, forgetActivity } from '#shared/timeline/activity';
import type { Moment } from '#shared/timeline/series';
import { bytesOf, workOf } from '#shared/timeline/weigh-event';

export interface Chunk {
  /** The table before the first event of the chunk. */
  readonly start: ProcessTable;
  /** Of its first event. */
  readonly first: Moment | undefined;
  readonly eventCount: number;
  /** A chunk of a recording reads them from its text when they are asked for. */
  readonly events: readonly ProcessEvent[];
  /** False when none of its events is about this process: then they need not be read. */
  mayTellOf?(id: ProcessId): boolean;
  /** Changes of a table to fold all of it. */
  readonly work: number;
  /** Estimated memory, its table included. */
  readonly bytes: number;
}

export interface Timeline {
  readonly chunks: readonly Chunk[];
  readonly latest: ProcessTable;
  readonly eventCount: number;
  /** Estimated memory of all chunks. */
  readonly bytes: number;
  readonly activity: Activity;
}

export interface TimelineLimits {
  readonly maxAgeMs: number;
  /** Estimated, see `bytesOf`. */
  readonly maxBytes: number;
}

/** A chunk takes at least this much work to fold, and at least one entry of its table, so that checkpoints cost at most one entry an event. */
const MIN_CHUNK_WORK = 2_048;
/** One entry of a map of a table. */
export const ENTRY_BYTES = 40;

const usualLimits: TimelineLimits = { maxAgeMs: 10 * 60_000, maxBytes: 100e6 };
/** For what is whole in itself: a recording that was opened, a run of the lab. */
export const noLimits: TimelineLimits = {
  maxAgeMs: Number.POSITIVE_INFINITY,
  maxBytes: Number.POSITIVE_INFINITY,
};

export const emptyTimeline: Timeline = {
  chunks: [],
  latest: emptyTable,
  eventCount: 0,
  bytes: 0,
  activity: emptyActivity,
};

/** Appends a batch (ordered by `seq`) and lets whole chunks that are over the limits fall off the old end. */
export function appendEvents(
  timeline: Timeline,
  events: readonly ProcessEvent[],
  limits: TimelineLimits = usualLimits,
): Timeline {
  if (events.length === 0) return timeline;
  const chunks = [...timeline.chunks];
  const open = chunks.at(-1);
  let chunk = open === undefined || isFull(open) ? openChunk(timeline.latest) : (chunks.pop() ?? open);
  let { latest } = timeline;
  for (let next = 0; next < events.length; ) {
    if (isFull(chunk)) {
      chunks.push(chunk);
      chunk = openChunk(latest);
    }
    const end = endOfChunk(chunk, events, next);
    const part = next === 0 && end === events.length ? events : events.slice(next, end);
    latest = applyEvents(latest, part);
    chunk = extend(chunk, part);
    next = end;
  }
  chunks.push(chunk);
  const longer = {
    chunks,
    latest,
    eventCount: timeline.eventCount + events.length,
    bytes: sumBytes(chunks),
    activity: addActivity(timeline.activity, events),
  };
  return dropOldChunks(longer, limits);
}

/** The table as it was after event `seq`; before the oldest remembered event, the oldest remembered table. */
export function tableAt(timeline: Timeline, seq: number): ProcessTable {
  if (seq >= timeline.latest.seq) return timeline.latest;
  const chunk = timeline.chunks[chunkIndex(timeline, ({ start }) => start.seq <= seq)];
  if (chunk === undefined) return timeline.latest;
  const end = firstIndex(chunk.events, (event) => event.seq > seq);
  return applyEvents(chunk.start, chunk.events.slice(0, end));
}

/** The last chunk for which `isBefore` holds (it holds for a first stretch of them), or the first. */
export function chunkIndex({ chunks }: Timeline, isBefore: (chunk: Chunk) => boolean): number {
  return Math.max(0, firstIndex(chunks, (chunk) => !isBefore(chunk)) - 1);
}

/** Index of the first item for which `isThere` holds, or the length; it holds for a last stretch of them. */
export function firstIndex<Item>(items: readonly Item[], isThere: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isThere(items[middle] as Item)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function openChunk(start: ProcessTable): Chunk {
  return { start, first: undefined, eventCount: 0, events: [], work: 0, bytes: entriesOf(start) * ENTRY_BYTES };
}

function isFull({ work, start }: Pick<Chunk, 'work' | 'start'>): boolean {
  return work >= Math.max(MIN_CHUNK_WORK, entriesOf(start));
}

/** The entries of the maps that a copy of the table has of its own. */
export function entriesOf({ living, ghosts, lab }: ProcessTable): number {
  return living.size + ghosts.size + lab.output.length;
}

/** Where the chunk becomes full, going on with the events from `next`. */
function endOfChunk(chunk: Chunk, events: readonly ProcessEvent[], next: number): number {
  let { work } = chunk;
  let end = next;
  while (end < events.length && (end === next || !isFull({ start: chunk.start, work }))) {
    work += workOf(events[end] as ProcessEvent);
    end += 1;
  }
  return end;
}

function extend(chunk: Chunk, part: readonly ProcessEvent[]): Chunk {
  let { work, bytes } = chunk;
  for (const event of part) {
    work += workOf(event);
    bytes += bytesOf(event);
  }
  const events = chunk.events.length === 0 ? part : [...chunk.events, ...part];
  return { start: chunk.start, first: events[0], eventCount: events.length, events, work, bytes };
}

function sumBytes(chunks: readonly Chunk[]): number {
  return chunks.reduce((sum, { bytes }) => sum + bytes, 0);
}

function dropOldChunks(timeline: Timeline, limits: TimelineLimits): Timeline {
  const { chunks, latest } = timeline;
  let { bytes, eventCount } = timeline;
  let dropped = 0;
  for (const [index, { bytes: freed, eventCount: gone }] of chunks.entries()) {
    const next = chunks[index + 1];
    const tooOld = next !== undefined && latest.at - next.start.at > limits.maxAgeMs;
    if (next === undefined || (!tooOld && bytes <= limits.maxBytes)) break;
    bytes -= freed;
    eventCount -= gone;
    dropped = index + 1;
  }
  if (dropped === 0) return timeline;
  const kept = chunks.slice(dropped);
  const activity = forgetActivity(timeline.activity, (kept[0]?.start.seq ?? 0) + 1);
  return { chunks: kept, latest, eventCount, bytes, activity };
}
