/** The one bridge: a typed request, a typed subscription, and the collector's port. Nothing else of Electron gets through. */
import { contextBridge, ipcRenderer } from 'electron';
import { COLLECTOR_LISTENING, COLLECTOR_PORT, noticeNames, requestNames } from '#shared/ipc/channels';
import type { AppApi } from '#shared/ipc/contract';

/** The little of the page that the preload sees; the rest of electron/ has no page, so no DOM types. */
declare const window: {
  readonly location: { readonly origin: string };
  postMessage(message: unknown, origin: string, transfer: readonly unknown[]): void;
  addEventListener(
    name: 'message',
    listener: (event: { readonly source: unknown; readonly data: unknown }) => void,
  ): void;
};

const app: AppApi = {
  request: (name, ...rest) => {
    if (!requestNames.includes(name)) return Promise.reject(new Error(`There is no request named ${name}`));
    return ipcRenderer.invoke(name, rest[0]);
  },
  subscribe: (name, listener) => {
    if (!noticeNames.includes(name)) throw new Error(`There is no notice named ${name}`);
    const forward = (_event: unknown, notice: Parameters<typeof listener>[0]): void => listener(notice);
    ipcRenderer.on(name, forward);
    return () => ipcRenderer.off(name, forward);
  },
};

contextBridge.exposeInMainWorld('app', app);

// A port cannot cross the context bridge; posting it to the page's own window is Electron's documented way.
let isListening = false;
let waiting: Electron.IpcRendererEvent['ports'] = [];

function handOn(): void {
  if (!isListening || waiting.length === 0) return;
  window.postMessage({ kind: COLLECTOR_PORT }, window.location.origin, waiting);
  waiting = [];
}

ipcRenderer.on(COLLECTOR_PORT, ({ ports }) => {
  waiting = ports;
  handOn();
});
window.addEventListener('message', ({ source, data }) => {
  if (source !== window || data !== COLLECTOR_LISTENING) return;
  isListening = true;
  handOn();
});
ipcRenderer.send(COLLECTOR_PORT);
