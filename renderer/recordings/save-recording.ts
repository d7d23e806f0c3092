/** Saves what a player has, all of it or a stretch, to a file that the person chooses. */
import type { ProcessEvent } from '#shared/events/process-event';
import type { AppApi } from '#shared/ipc/contract';
import type { WriteFailure } from '#shared/ipc/recording-requests';
import type { Result } from '#shared/ipc/result';
import { checkpointOf, createEncoder } from '#shared/recording/encoder';
import { createLeaveOut, stricterOf } from '#shared/recording/leave-out';
import {
  countByKind,
  headerLine,
  type LeftOut,
  RECORDING_FORMAT,
  RECORDING_VERSION,
  type RecordingHeader,
  trailerLine,
} from '#shared/recording/recording-format';
import { eventsAfter } from '#shared/timeline/moments';
import { type Timeline, tableAt } from '#shared/timeline/timeline';
import type { AppState } from '../store/app-store';

export interface SaveOrder {
  readonly timeline: Timeline;
  /** First and last event. */
  readonly from: number;
  readonly to: number;
  readonly leaveOut: LeftOut;
  readonly ownUid: number | undefined;
  /** `leftOut`: what was left out before. */
  readonly about: Pick<RecordingHeader, 'subject' | 'source' | 'mode' | 'lab' | 'host' | 'app' | 'title' | 'leftOut'>;
  /** Suggested file name, with its ending. */
  readonly name: string;
}

/** Characters a piece, and one event more: lines differ by a factor of a million. */
const PIECE_LENGTH = 2_000_000;

export async function saveRecording(
  app: Pick<AppApi, 'request'>,
  order: SaveOrder,
): Promise<Result<{ readonly name: string }, WriteFailure>> {
  const begun = await app.request('recording:save', { name: order.name });
  if (!begun.ok) return begun;
  const { handle, name } = begun.value;
  const written = await writeAll(app, handle, order);
  const ended = await app.request('recording:end', { handle, keep: written.ok });
  if (!written.ok) return written;
  return ended.ok ? { ok: true, value: { name } } : ended;
}

async function writeAll(
  app: Pick<AppApi, 'request'>,
  handle: number,
  order: SaveOrder,
): Promise<Result<undefined, WriteFailure>> {
  try {
    for (const text of textsOf(order)) {
      const written = await app.request('recording:write', { handle, text });
      if (!written.ok) return written;
    }
    return { ok: true, value: undefined };
  } catch (error) {
    // Whatever it was: what is half written must not stay, nor the person wait for ever.
    return { ok: false, code: 'unwritable', detail: (error as Error).message };
  }
}

/** The recording in pieces of text. */
function* textsOf({ timeline, from, to, leaveOut, ownUid, about }: SaveOrder): Generator<string> {
  const before = checkpointOf(tableAt(timeline, from - 1));
  const events = eventsFrom(timeline, from, to);
  const first = events[0];
  const startedAt = before.seq < 0 ? (first?.at ?? before.at) : before.at;
  const strip = createLeaveOut(leaveOut, ownUid);
  const leftOut = stricterOf(about.leftOut ?? 'nothing', leaveOut);
  yield headerLine({ ...about, format: RECORDING_FORMAT, version: RECORDING_VERSION, startedAt, leftOut });
  // A stream that begins with its own checkpoint needs no other.
  const begin = first?.kind === 'checkpoint' ? [] : strip([{ ...before, at: startedAt }]);
  yield* encoded([...begin, ...strip(events)], startedAt);
  const durationMs = Math.round((events.at(-1)?.at ?? startedAt) - startedAt);
  yield trailerLine({ source: about.source, mode: about.mode, durationMs, eventsByKind: countByKind(events) });
}

function* encoded(events: readonly ProcessEvent[], startedAt: number): Generator<string> {
  const encoder = createEncoder(startedAt);
  let text = '';
  for (const event of events) {
    text += encoder.encode([event]);
    if (text.length < PIECE_LENGTH) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}

function eventsFrom(timeline: Timeline, from: number, to: number): readonly ProcessEvent[] {
  const events: ProcessEvent[] = [];
  for (const event of eventsAfter(timeline, from - 1)) {
    if (event.seq > to) break;
    events.push(event);
  }
  return events;
}

/**
 * Whose command lines are left out of what the page that is shown plays. Of a recording it is not known on which computer
 * it was made: the same number may be another person there, so that everybody is somebody else.
 */
export function privacyOf({ page, leaveOut = 'others', ownUid }: AppState): Pick<SaveOrder, 'leaveOut' | 'ownUid'> {
  if (page !== 'recordings') return { leaveOut, ownUid };
  return { leaveOut: leaveOut === 'others' ? 'everybody' : leaveOut, ownUid: undefined };
}

/** What the page that is shown can say about what it plays; undefined when there is nothing to save. */
export function aboutShown(
  state: AppState,
  host: RecordingHeader['host'],
  version: string,
): SaveOrder['about'] | undefined {
  const { page, collector, lab, recording } = state;
  if (page === 'recordings') return recording.kind === 'open' ? recording.header : undefined;
  if (page === 'live') {
    const { source, mode } = collector ?? { source: 'procfs', mode: 'sampled' };
    return { subject: 'live', source, mode, host, app: version };
  }
  if (lab.kind !== 'running' && lab.kind !== 'ended') return undefined;
  const { start, text, containment, supervisor, root, startedAt, python } = lab;
  const facts = { start, text, containment, supervisor, root, startedAt, python };
  return { subject: 'lab', source: 'lab', mode: 'event', host, app: version, lab: facts };
}
