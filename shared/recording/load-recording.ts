/**
 * A recording as a timeline. Its events stay what they were in the file, text of about a hundred bytes each, and only
 * the tables at the heads of the chunks are built; a chunk is read again when somebody looks into it. A million events so
 * take a fifth of the memory and of the time that as many objects would.
 */
import { emptyTable, openDraft, type ProcessTable, snapshotOf } from '#shared/events/apply-events';
import type { ProcessEvent } from '#shared/events/process-event';
import type { ProcessId } from '#shared/model/process';
import { createDecoder, type Decoder, type Stretch } from '#shared/recording/decoder';
import type { Context } from '#shared/recording/event-codec';
import { emptyTally, readLine } from '#shared/recording/read-line';
import { createActivityBuilder, emptyActivity } from '#shared/timeline/activity';
import type { Moment } from '#shared/timeline/series';
import { type Chunk, ENTRY_BYTES, entriesOf, type Timeline } from '#shared/timeline/timeline';
import { RECORD_BYTES, workOf } from '#shared/timeline/weigh-event';

/** Like a decoder, with what it has read as a timeline. */
export interface Loader extends Omit<Decoder, 'isHopeless'> {
  /** No more can be kept in memory, or so much was damaged that it is not worth reading on. */
  readonly isOver: boolean;
  /** All that was read so far, except what is not yet a chunk; after `end` that too. */
  readonly timeline: Timeline;
}

/**
 * A chunk takes at least so many changes of a table to fold. To read it again takes some 20 ms; were there more chunks,
 * their tables would together keep more of the dead.
 */
const MIN_CHUNK_WORK = 8_192;
/** However little its events do: so much text is not kept waiting for more. */
const MAX_CHUNK_LENGTH = 8_000_000;

/** Estimated: some five million events. */
const MAX_BYTES = 1e9;

interface Part {
  /** Its lines, in stretches as long as they follow each other: a million lines need not be cut out and joined again. */
  readonly stretches: Stretch[];
  eventCount: number;
  first: Moment | undefined;
  length: number;
  work: number;
}

export function createLoader(): Loader {
  const chunks: Chunk[] = [];
  const activity = createActivityBuilder(emptyActivity);
  let latest: ProcessTable = emptyTable;
  let context: Context | undefined;
  let bytes = 0;
  let eventCount = 0;
  let part = emptyPart();
  const decoder = createDecoder(take);

  function take(event: ProcessEvent, line: Stretch, now: Context): void {
    context = now;
    // The start of the recording is where the first line's time is compared with.
    if (chunks.length === 0 && part.first === undefined) latest = { ...emptyTable, at: now.origin };
    addLine(part.stretches, line);
    part.eventCount += 1;
    part.first ??= { seq: event.seq, at: event.at };
    activity.add(event);
    part.length += line.end - line.begin + 1;
    part.work += workOf(event);
    if (isFull()) close(now);
  }

  function isFull(): boolean {
    return part.length >= MAX_CHUNK_LENGTH || part.work >= Math.max(MIN_CHUNK_WORK, entriesOf(latest));
  }

  function close({ draft, origin }: Context): void {
    const start = latest;
    latest = snapshotOf(draft);
    // Its text, the copy of its table, and the records that lie in this table and in no other.
    const own = part.length + entriesOf(start) * ENTRY_BYTES + Math.min(part.work, entriesOf(latest)) * RECORD_BYTES;
    chunks.push(new TextChunk(start, part, own, origin));
    bytes += own;
    eventCount += part.eventCount;
    part = emptyPart();
  }

  return {
    get header() {
      return decoder.header;
    },
    get report() {
      return decoder.report;
    },
    get isOver() {
      return decoder.isHopeless || bytes + part.length > MAX_BYTES;
    },
    push: decoder.push,
    end: () => {
      decoder.end();
      if (context !== undefined && part.first !== undefined) close(context);
    },
    get timeline() {
      return { chunks: [...chunks], latest, eventCount, bytes, activity: activity.build() };
    },
  };
}

function emptyPart(): Part {
  return { stretches: [], eventCount: 0, first: undefined, length: 0, work: 0 };
}

function addLine(stretches: Stretch[], line: Stretch): void {
  const last = stretches.at(-1);
  if (last === undefined || last.end + 1 !== line.begin || last.text !== line.text) stretches.push(line);
  else stretches[stretches.length - 1] = { text: last.text, begin: last.begin, end: line.end };
}

class TextChunk implements Chunk {
  readonly first: Moment | undefined;
  readonly eventCount: number;
  readonly work: number;
  readonly #text: string;
  /** As long as there is room, what was read once need not be read again. */
  #read: WeakRef<readonly ProcessEvent[]> | undefined;

  constructor(
    readonly start: ProcessTable,
    { stretches, eventCount, first, work }: Part,
    readonly bytes: number,
    readonly origin: number,
  ) {
    this.first = first;
    this.eventCount = eventCount;
    this.work = work;
    this.#text = stretches.map(({ text, begin, end }) => text.slice(begin, end)).join('\n');
  }

  get events(): readonly ProcessEvent[] {
    const known = this.#read?.deref();
    if (known !== undefined) return known;
    const context = { origin: this.origin, draft: openDraft(this.start) };
    const events = this.#text.split('\n').flatMap((line) => readLine(line, context, { ...emptyTally }) ?? []);
    this.#read = new WeakRef(events);
    return events;
  }

  mayTellOf(id: ProcessId): boolean {
    return new RegExp(`"i"\\s*:\\s*"${id}"`).test(this.#text);
  }
}
