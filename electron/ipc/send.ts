import type { BrowserWindow } from 'electron';
import type { NoticeName } from '#shared/ipc/channels';
import type { Notices } from '#shared/ipc/contract';

/** Main's notices to the window; a window that is gone misses them. */
export function send<Name extends NoticeName>(window: BrowserWindow, name: Name, notice: Notices[Name]): void {
  if (!window.isDestroyed()) window.webContents.send(name, notice);
}
