/**
 * Reads a recording piece by piece, whatever is in it. What is no recording is refused at its first line; damage further
 * on costs its own line, is counted, and never more than a bounded amount of work or memory.
 */
import type { ProcessEvent } from '#shared/events/process-event';
import { isObject } from '#shared/recording/codec';
import { type Context, follow, openContext, readEvent } from '#shared/recording/event-codec';
import {
  RECORDING_FORMAT,
  RECORDING_VERSION,
  type RecordingHeader,
  recordingHeaderSchema,
} from '#shared/recording/recording-format';

const refusals = ['empty', 'other-kind', 'other-version', 'bad-header'] as const;
export type Refusal = (typeof refusals)[number];

/** It is no recording that this version reads. `detail`: the version that it is of, or what is wrong with the header. */
export class RecordingRefused extends Error {
  constructor(
    readonly code: Refusal,
    readonly detail = '',
  ) {
    super(`${code}${detail === '' ? '' : `: ${detail}`}`);
  }
}

/** What a person should know about what was read. */
export interface RecordingReport {
  readonly events: number;
  /** Lines that could not be understood and were passed over. */
  readonly damaged: number;
  /** Events older than the one before; they were taken as happening together with it. */
  readonly outOfOrder: number;
  /** Events about processes that the recording never introduced. */
  readonly unknownProcess: number;
  /** The last line ended in the middle. */
  readonly cut: boolean;
  /** It was closed properly, with a summary at its end. */
  readonly closed: boolean;
}

export interface Decoder {
  /** Undefined until the first line was read. */
  readonly header: RecordingHeader | undefined;
  readonly report: RecordingReport;
  /** Throws `RecordingRefused`. */
  push(text: string): readonly ProcessEvent[];
  /** Says that there is no more. Throws `RecordingRefused` when there was no header. */
  end(): readonly ProcessEvent[];
}

/** No honest line is longer: a checkpoint of 50,000 processes has 20 million characters. */
const MAX_LINE = 32_000_000;
/** A table with more living processes is refused its next birth; pictures of more would stand still for minutes. */
const MAX_LIVING = 50_000;
/** A process is adopted a few times in its life. */
const MAX_ADOPTIONS = 1_000;

export function createDecoder(): Decoder {
  let header: RecordingHeader | undefined;
  let context: Context = openContext(0);
  let rest = '';
  let skipping = false;
  let seq = -1;
  const report = { events: 0, damaged: 0, outOfOrder: 0, unknownProcess: 0, cut: false, closed: false };

  function push(text: string): ProcessEvent[] {
    const end = text.lastIndexOf('\n');
    if (end === -1) {
      keepRest(text);
      return [];
    }
    let whole = rest + text.slice(0, end);
    rest = '';
    if (skipping) {
      // What is left of a line that was too long.
      whole = whole.slice(whole.indexOf('\n') === -1 ? whole.length : whole.indexOf('\n') + 1);
      skipping = false;
    }
    keepRest(text.slice(end + 1));
    return readLines(whole);
  }

  function keepRest(text: string): void {
    if (skipping) return;
    rest += text;
    if (header === undefined) refuseEarly(rest);
    if (rest.length <= MAX_LINE) return;
    if (header === undefined) throw new RecordingRefused('other-kind');
    report.damaged += 1;
    rest = '';
    skipping = true;
  }

  function readLines(whole: string): ProcessEvent[] {
    let lines = whole;
    if (header === undefined) {
      const end = lines.indexOf('\n');
      header = readHeader(end === -1 ? lines : lines.slice(0, end));
      context = openContext(header.startedAt);
      context.draft.at = header.startedAt;
      lines = end === -1 ? '' : lines.slice(end + 1);
    }
    const events: ProcessEvent[] = [];
    for (const raw of parseLines(lines)) {
      const event = readRaw(raw);
      if (event === undefined) continue;
      events.push(event);
      follow(context, event);
      ({ seq } = event);
    }
    report.events += events.length;
    return events;
  }

  function readRaw(raw: unknown): ProcessEvent | undefined {
    if (isObject(raw) && isObject(raw.summary)) {
      report.closed = true;
      return undefined;
    }
    const event = isObject(raw) ? readStamped(raw) : undefined;
    if (event === undefined) report.damaged += 1;
    else if (isAboutUnknown(event, context)) report.unknownProcess += 1;
    return event;
  }

  function readStamped(raw: { readonly [field: string]: unknown }): ProcessEvent | undefined {
    if (typeof raw.t !== 'number' || !Number.isFinite(raw.t)) return undefined;
    const told = context.origin + raw.t;
    const last = context.draft.at;
    // Numbers only rise, whatever a checkpoint claims.
    const next = raw.k === 'checkpoint' && Number.isSafeInteger(raw.n) ? Math.max(Number(raw.n), seq + 1) : seq + 1;
    const event = readEvent(raw, next, Math.max(told, last), context);
    if (event === undefined || isTooMuch(event, context)) return undefined;
    if (told < last) report.outOfOrder += 1;
    // Samples are not followed, but time goes on with them.
    context.draft.at = event.at;
    return event;
  }

  return {
    get header() {
      return header;
    },
    report,
    push,
    end: () => {
      if (header === undefined && rest.trim() === '') throw new RecordingRefused('empty');
      if (rest.trim() === '') return [];
      const last = rest;
      rest = '';
      const before = report.damaged;
      const events = readLines(last);
      // Without its end a line may still be whole; when it is not, it was cut and not damaged.
      report.cut = report.damaged > before;
      report.damaged = before;
      return events;
    },
  };
}

/** All at once is much faster than one by one; only when there is damage somewhere are they taken singly. */
function parseLines(lines: string): readonly unknown[] {
  if (lines === '') return [];
  try {
    return JSON.parse(`[${lines.replaceAll('\n', ',')}]`) as unknown[];
  } catch {
    return lines.split('\n').flatMap((line) => (line.trim() === '' ? [] : [parseLine(line)]));
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** A file of another kind shows at its first letters; nobody should have to read two gigabytes of it. */
function refuseEarly(text: string): void {
  const first = text.trimStart()[0];
  if (first !== undefined && first !== '{') throw new RecordingRefused('other-kind');
}

function readHeader(line: string): RecordingHeader {
  refuseEarly(line);
  const raw = parseLine(line);
  if (!isObject(raw) || raw.format !== RECORDING_FORMAT) throw new RecordingRefused('other-kind');
  if (raw.version !== RECORDING_VERSION) throw new RecordingRefused('other-version', String(raw.version).slice(0, 20));
  const parsed = recordingHeaderSchema.safeParse(raw);
  if (!parsed.success) throw new RecordingRefused('bad-header', parsed.error.issues[0]?.path.join('.') ?? '');
  return parsed.data as RecordingHeader;
}

function isAboutUnknown(event: ProcessEvent, { draft }: Context): boolean {
  if (event.kind === 'checkpoint' || event.kind === 'sampled' || event.kind === 'fork') return false;
  return event.id !== undefined && !draft.living.has(event.id);
}

function isTooMuch(event: ProcessEvent, { draft }: Context): boolean {
  if (event.kind === 'fork') return draft.living.size >= MAX_LIVING;
  if (event.kind === 'checkpoint') return event.processes.length > MAX_LIVING;
  if (event.kind === 'adopted') return (draft.living.get(event.id)?.adoptions.length ?? 0) >= MAX_ADOPTIONS;
  return false;
}
