/** What the recordings need from main while the window is open; each returns its undo. */
import type { AppApi } from '#shared/ipc/contract';
import type { ReadableFile, ReadFailure } from '#shared/ipc/recording-requests';
import type { Result } from '#shared/ipc/result';
import type { AppStore } from '../store/app-store';
import { type ByteSource, sourceOfBlob, sourceOfFile } from './byte-source';

/** What reads recordings is loaded when there is one. */
async function open(store: AppStore, source: ByteSource): Promise<void> {
  const { openRecording } = await import('./open-recording');
  await openRecording(store, source);
}

/** Opens what main offers, or says why it cannot be opened. */
export async function openOffered(
  store: AppStore,
  app: Pick<AppApi, 'request'>,
  offered: Result<ReadableFile, ReadFailure>,
): Promise<void> {
  if (offered.ok) return open(store, sourceOfFile(app, offered.value));
  if (offered.code === 'cancelled') return;
  store.getState().showPage('recordings');
  store.getState().setRecording({ kind: 'failed', name: '', code: offered.code, detail: offered.detail ?? '' });
}

/** Asks the person for a file. */
export async function chooseRecording(store: AppStore, app: Pick<AppApi, 'request'>): Promise<void> {
  await openOffered(store, app, await app.request('recording:choose'));
}

export function followRecordings(store: AppStore, app: AppApi, page: Window): () => void {
  const undo = [
    app.subscribe('recording:asked', (offered) => void openOffered(store, app, offered)),
    app.subscribe('recording:changed', (recording) => store.getState().receiveDiskRecording(recording)),
    followDrops(store, page),
    followKeeping(store, app),
  ];
  void app.request('recording:describe').then((recording) => store.getState().receiveDiskRecording(recording));
  void app.request('recording:asked').then((offered) => offered && openOffered(store, app, offered));
  return () => {
    for (const one of undo) one();
  };
}

/** A file that is dropped anywhere is opened; the browser's own idea would be to go there. */
function followDrops(store: AppStore, page: Window): () => void {
  const onDragOver = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes('Files') === true) event.preventDefault();
  };
  const onDrop = (event: DragEvent): void => {
    const file = event.dataTransfer?.files[0];
    if (file === undefined) return;
    event.preventDefault();
    void open(store, sourceOfBlob(file));
  };
  page.addEventListener('dragover', onDragOver);
  page.addEventListener('drop', onDrop);
  return () => {
    page.removeEventListener('dragover', onDragOver);
    page.removeEventListener('drop', onDrop);
  };
}

/** The collector keeps for a reload what the window keeps. */
function followKeeping(store: AppStore, app: Pick<AppApi, 'request'>): () => void {
  const tell = ({ keepMinutes, keepMegabytes }: ReturnType<AppStore['getState']>): void =>
    void app.request('recording:keep', { minutes: keepMinutes, megabytes: keepMegabytes });
  tell(store.getState());
  return store.subscribe((state, before) => {
    if (state.keepMinutes !== before.keepMinutes || state.keepMegabytes !== before.keepMegabytes) tell(state);
  });
}
