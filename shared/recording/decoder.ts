/**
 * Reads a recording piece by piece, whatever is in it. What is no recording is refused at its first line; damage further
 * on costs its own line, is counted, and never more than a bounded amount of work or memory.
 */
import type { ProcessEvent } from '#shared/events/process-event';
import { isObject } from '#shared/recording/codec';
import { type Context, openContext } from '#shared/recording/event-codec';
import { recordingHeaderSchema } from '#shared/recording/header-schema';
import { emptyTally, parseLine, readLine, type Tally } from '#shared/recording/read-line';
import { RECORDING_FORMAT, RECORDING_VERSION, type RecordingHeader } from '#shared/recording/recording-format';

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
  /** There was so much without an event in it that it is not worth reading on. */
  readonly isHopeless: boolean;
  /** Throws `RecordingRefused`. */
  push(text: string): void;
  /** Says that there is no more. Throws `RecordingRefused` when there was no header. */
  end(): void;
}

/** Where a line stands in the text that was read with it, its end not included. */
export interface Stretch {
  readonly text: string;
  readonly begin: number;
  readonly end: number;
}

/** Told each event with its line, and what both have led to. */
type TakeEvent = (event: ProcessEvent, line: Stretch, context: Context) => void;

/** No honest line is longer: a checkpoint of 50,000 processes has 20 million characters. */
const MAX_LINE = 32_000_000;
/** Nobody waits for two gigabytes of nothing, be they a hole in a file or what a small compressed file unpacks to. */
const MAX_DAMAGED_LENGTH = 64_000_000;
/** A damaged line counts as so long at least: what takes time is that it is damaged, however short it is. */
const LEAST_DAMAGE = 100;

export function createDecoder(take: TakeEvent): Decoder {
  let header: RecordingHeader | undefined;
  let context: Context = openContext(0);
  let rest = '';
  let skipping = false;
  let damagedLength = 0;
  const report: Tally = { ...emptyTally };

  function push(text: string): void {
    const end = text.lastIndexOf('\n');
    if (end === -1) {
      keepRest(text);
      return;
    }
    let whole = rest + text.slice(0, end);
    rest = '';
    if (skipping) {
      // What is left of a line that was too long.
      whole = whole.slice(whole.indexOf('\n') === -1 ? whole.length : whole.indexOf('\n') + 1);
      skipping = false;
    }
    readLines(whole);
    keepRest(text.slice(end + 1));
  }

  function keepRest(text: string): void {
    if (skipping) {
      damagedLength += text.length;
      return;
    }
    rest += text;
    if (header === undefined) refuseEarly(rest);
    if (rest.length <= MAX_LINE) return;
    if (header === undefined) throw new RecordingRefused('other-kind');
    report.damaged += 1;
    damagedLength += rest.length;
    rest = '';
    skipping = true;
  }

  function readLines(whole: string): void {
    for (let begin = 0; begin < whole.length; ) {
      const found = whole.indexOf('\n', begin);
      const end = found === -1 ? whole.length : found;
      if (header === undefined) open(whole.slice(begin, end));
      else readOne({ text: whole, begin, end });
      begin = end + 1;
    }
  }

  function open(line: string): void {
    header = readHeader(line);
    context = openContext(header.startedAt);
    context.draft.at = header.startedAt;
  }

  function readOne(line: Stretch): void {
    const { text, begin, end } = line;
    const before = report.damaged;
    const event = readLine(text.slice(begin, end), context, report);
    if (event !== undefined) take(event, line, context);
    else damagedLength += Math.max(end - begin + 1, report.damaged > before ? LEAST_DAMAGE : 0);
  }

  return {
    get header() {
      return header;
    },
    get isHopeless() {
      return damagedLength > MAX_DAMAGED_LENGTH;
    },
    report,
    push,
    end: () => {
      if (header === undefined && rest.trim() === '') throw new RecordingRefused('empty');
      const last = rest;
      rest = '';
      const before = report.damaged;
      readLines(last);
      // Without its end a line may still be whole; when it is not, it was cut and not damaged.
      report.cut = report.damaged > before;
      report.damaged = before;
    },
  };
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
