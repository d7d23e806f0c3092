/** Opens a recording on its page: read, decoded and folded piece by piece, so that the window stays alive meanwhile. */
import { createDecoder, RecordingRefused } from '#shared/recording/decoder';
import { appendEvents, emptyTimeline, noLimits } from '#shared/timeline/timeline';
import type { AppStore } from '../store/app-store';
import type { OpenedRecording } from '../store/recordings-slice';
import { type ByteSource, ReadError, textOf } from './byte-source';

/** Estimated memory up to which a recording is read; the rest is left, and said. */
const MAX_BYTES = 1.5e9;
/** Text taken at once, in characters: a slice of work short enough to press Cancel in between. */
const SLICE = 400_000;

/** Cancelled by whatever takes its place as the store's `recording`. */
export async function openRecording(store: AppStore, source: ByteSource): Promise<void> {
  const { name } = source;
  let shown: OpenedRecording = { kind: 'loading', name, share: 0, events: 0 };
  const show = (next: OpenedRecording): void => {
    shown = next;
    store.getState().setRecording(next);
  };
  const isCancelled = (): boolean => store.getState().recording !== shown;
  store.getState().showPage('recordings');
  show(shown);
  try {
    const opened = await readAll(source, (share, events) => {
      if (isCancelled()) return false;
      show({ kind: 'loading', name, share, events });
      return true;
    });
    if (opened === undefined || isCancelled()) return;
    const { timeline, ...facts } = opened;
    store.getState().select(undefined);
    store.getState().replaceTimeline('recordings', timeline);
    show({ kind: 'open', name, ...facts });
    store.getState().moveCursor(timeline.chunks[0]?.events[0]?.seq ?? 0);
    store.getState().wishCamera({ kind: 'fit' });
  } catch (error) {
    if (isCancelled()) return;
    if (!(error instanceof RecordingRefused || error instanceof ReadError)) throw error;
    show({ kind: 'failed', name, code: error.code, detail: error.detail });
  } finally {
    source.close();
  }
}

/** Undefined when `onProgress` says that nobody wants it any more. */
async function readAll(source: ByteSource, onProgress: (share: number, events: number) => boolean) {
  const decoder = createDecoder();
  let timeline = emptyTimeline;
  let share = 0;
  let tooLong = false;
  const texts = textOf(source, (bytes) => {
    share = bytes / Math.max(1, source.bytes);
  });
  for await (const text of texts) {
    for (let at = 0; at < text.length; at += SLICE) {
      timeline = appendEvents(timeline, decoder.push(text.slice(at, at + SLICE)), noLimits);
      if (!onProgress(share, timeline.eventCount)) return undefined;
      await breathe();
    }
    if (timeline.bytes > MAX_BYTES) {
      tooLong = true;
      break;
    }
  }
  if (!tooLong) timeline = appendEvents(timeline, decoder.end(), noLimits);
  const { header, report } = decoder;
  if (header === undefined || timeline.eventCount === 0) throw new RecordingRefused('empty');
  return { timeline, header, report: { ...report }, tooLong };
}

/** Lets the page draw and take input. */
function breathe(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
