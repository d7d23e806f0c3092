/** One line of a recording, where it stands: what it says is checked, counted and folded into the table. */
import { applyToDraft } from '#shared/events/apply-events';
import type { EventOf, ProcessEvent } from '#shared/events/process-event';
import { isNumber, isObject, isTime } from '#shared/recording/codec';
import { type Context, readEvent } from '#shared/recording/event-codec';

/** What is counted on the way; the report tells it (`RecordingReport`). */
export interface Tally {
  events: number;
  damaged: number;
  outOfOrder: number;
  unknownProcess: number;
  cut: boolean;
  closed: boolean;
}

export const emptyTally: Readonly<Tally> = {
  events: 0,
  damaged: 0,
  outOfOrder: 0,
  unknownProcess: 0,
  cut: false,
  closed: false,
};

/** A table with more living processes is refused its next birth; pictures of more would stand still for minutes. */
const MAX_LIVING = 50_000;
/** A process is adopted a few times in its life. */
const MAX_ADOPTIONS = 1_000;
/** So many threads of one process stand somewhere at the same time; a table keeps a list of them, which must stay short. */
const MAX_THREADS = 512;

/** The event, already folded into the table; undefined when the line is none. */
export function readLine(line: string, context: Context, tally: Tally): ProcessEvent | undefined {
  if (isBlank(line)) return undefined;
  const raw = parseLine(line);
  if (isObject(raw) && isObject(raw.summary)) {
    tally.closed = true;
    return undefined;
  }
  const event = isObject(raw) ? readStamped(raw, context, tally) : undefined;
  if (event === undefined) {
    tally.damaged += 1;
    return undefined;
  }
  if (isAboutUnknown(event, context)) tally.unknownProcess += 1;
  tally.events += 1;
  applyToDraft(context.draft, event);
  return event;
}

/** Without a look at lines that begin as every event does. */
function isBlank(line: string): boolean {
  return line[0] !== '{' && line.trim() === '';
}

/** To find that a line is no JSON takes some microseconds, most of them for the error that says so. */
export function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function readStamped(
  raw: { readonly [field: string]: unknown },
  context: Context,
  tally: Tally,
): ProcessEvent | undefined {
  if (!isNumber(raw.t)) return undefined;
  const told = context.origin + raw.t;
  if (!isTime(told)) return undefined;
  const { seq, at: last } = context.draft;
  // Numbers only rise, whatever a checkpoint claims.
  const next = raw.k === 'checkpoint' && Number.isSafeInteger(raw.n) ? Math.max(Number(raw.n), seq + 1) : seq + 1;
  const event = readEvent(raw, next, Math.max(told, last), context);
  if (event === undefined || isTooMuch(event, context)) return undefined;
  if (told < last) tally.outOfOrder += 1;
  return event;
}

function isAboutUnknown(event: ProcessEvent, { draft }: Context): boolean {
  if (event.kind === 'checkpoint' || event.kind === 'sampled' || event.kind === 'fork') return false;
  return event.id !== undefined && !draft.living.has(event.id);
}

function isTooMuch(event: ProcessEvent, { draft }: Context): boolean {
  if (event.kind === 'fork') return draft.living.size >= MAX_LIVING;
  if (event.kind === 'checkpoint') return event.processes.length > MAX_LIVING;
  if (event.kind === 'adopted') return (draft.living.get(event.id)?.adoptions.length ?? 0) >= MAX_ADOPTIONS;
  if (event.kind === 'line' || event.kind === 'turn' || event.kind === 'blocked') return isThreadTooMany(event, draft);
  return false;
}

function isThreadTooMany({ id, thread }: EventOf<'line' | 'turn' | 'blocked'>, { lab }: Context['draft']): boolean {
  const known = lab.threads.get(id);
  return known !== undefined && known.length >= MAX_THREADS && known.every((one) => one.thread !== thread);
}
