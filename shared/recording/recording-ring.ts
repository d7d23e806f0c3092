/**
 * The last minutes of a stream as the text of a recording, in parts that each begin with a checkpoint: the oldest can
 * be let go of, and what is left still reads. Text takes about a hundred bytes an event, a fifth of what events take.
 */
import type { ProcessTable } from '#shared/events/apply-events';
import type { ProcessEvent } from '#shared/events/process-event';
import { checkpointOf, createEncoder, type Encoder } from '#shared/recording/encoder';

export interface RingLimits {
  readonly maxAgeMs: number;
  /** Characters. */
  readonly maxLength: number;
}

export interface RecordingRing {
  /** A batch, and the table after it. */
  add(events: readonly ProcessEvent[], table: ProcessTable): void;
  limit(limits: RingLimits): void;
  /** Milliseconds since the epoch, from which the times in the text count. */
  readonly origin: number;
  /** The events that are kept, without header; empty while nothing is. */
  texts(): readonly string[];
}

interface Part {
  /** Of its last event. */
  at: number;
  readonly begunAt: number;
  readonly checkpoint: string;
  readonly texts: string[];
  length: number;
}

/** A part is closed when it is so old or so long. */
const PART_MS = 60_000;
const PART_LENGTH = 4_000_000;

export function createRecordingRing(origin: number, limits: RingLimits): RecordingRing {
  let { maxAgeMs, maxLength } = limits;
  let parts: Part[] = [];
  let encoder: Encoder | undefined;

  function openPart(table: ProcessTable): void {
    encoder = createEncoder(origin);
    const checkpoint = encoder.encode([checkpointOf(table)]);
    parts.push({ at: table.at, begunAt: table.at, checkpoint, texts: [], length: checkpoint.length });
  }

  function forget(now: number): void {
    let length = parts.reduce((sum, part) => sum + part.length, 0);
    while (parts.length > 1 && (length > maxLength || now - (parts[0]?.at ?? now) > maxAgeMs)) {
      length -= parts[0]?.length ?? 0;
      parts = parts.slice(1);
    }
  }

  return {
    origin,
    add: (events, table) => {
      const open = parts.at(-1);
      if (encoder === undefined || open === undefined) return openPart(table);
      if (events.length === 0) return;
      const text = encoder.encode(events);
      open.texts.push(text);
      open.length += text.length;
      open.at = table.at;
      if (table.at - open.begunAt > PART_MS || open.length > PART_LENGTH) openPart(table);
      forget(table.at);
    },
    limit: (next) => {
      ({ maxAgeMs, maxLength } = next);
    },
    // The later checkpoints say what the events before them have said.
    texts: () => parts.flatMap((part, index) => (index === 0 ? [part.checkpoint, ...part.texts] : part.texts)),
  };
}
