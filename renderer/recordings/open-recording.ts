/** Opens a recording on its page: read, decoded and folded piece by piece, so that the window stays alive meanwhile. */
import { RecordingRefused } from '#shared/recording/decoder';
import { createLoader } from '#shared/recording/load-recording';
import type { AppStore } from '../store/app-store';
import type { OpenedRecording } from '../store/recordings-slice';
import { type ByteSource, ReadError, textOf } from './byte-source';

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
    // Meanwhile the person may have turned to another page, which is none of our business.
    const isShown = store.getState().page === 'recordings';
    if (isShown) store.getState().select(undefined);
    store.getState().replaceTimeline('recordings', timeline, timeline.chunks[0]?.first?.seq ?? 0);
    show({ kind: 'open', name, ...facts });
    if (isShown) store.getState().wishCamera({ kind: 'fit' });
  } catch (error) {
    if (!isCancelled()) show({ kind: 'failed', name, ...failureOf(error) });
  } finally {
    source.close();
  }
}

/** Whatever it was: nobody should have to wait for what will not come. */
function failureOf(error: unknown): Pick<Extract<OpenedRecording, { kind: 'failed' }>, 'code' | 'detail'> {
  if (error instanceof RecordingRefused || error instanceof ReadError)
    return { code: error.code, detail: error.detail };
  return { code: 'unreadable', detail: error instanceof Error ? error.message : String(error) };
}

/** So often, in milliseconds, the page is let draw and take input: a press on Cancel is noticed. */
const TURN_MS = 100;

/** Undefined when `onProgress` says that nobody wants it any more. */
async function readAll(source: ByteSource, onProgress: (share: number, events: number) => boolean) {
  const loader = createLoader();
  let share = 0;
  let turnedAt = performance.now();
  const texts = textOf(source, (bytes) => {
    share = bytes / Math.max(1, source.bytes);
  });
  for await (const text of texts) {
    for (let at = 0; at < text.length && !loader.isOver; at += SLICE) {
      loader.push(text.slice(at, at + SLICE));
      if (performance.now() - turnedAt < TURN_MS) continue;
      if (!onProgress(share, loader.report.events)) return undefined;
      await breathe();
      turnedAt = performance.now();
    }
    if (loader.isOver) break;
  }
  const tooLong = loader.isOver;
  loader.end();
  const { header, report, timeline } = loader;
  if (header === undefined || timeline.eventCount === 0) throw new RecordingRefused('empty');
  return { timeline, header, report: { ...report, cut: report.cut && !tooLong }, tooLong };
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
