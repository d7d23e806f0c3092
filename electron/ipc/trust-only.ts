import type { BrowserWindow, IpcMainEvent, IpcMainInvokeEvent } from 'electron';

export type SenderCheck = (event: Pick<IpcMainEvent | IpcMainInvokeEvent, 'senderFrame' | 'sender'>) => boolean;

/** Trusted is the top frame of this window, showing our own page. */
export function trustOnly(window: BrowserWindow, pageUrl: string): SenderCheck {
  return ({ sender, senderFrame }) =>
    sender === window.webContents && senderFrame?.parent === null && senderFrame.url.split(/[?#]/)[0] === pageUrl;
}
