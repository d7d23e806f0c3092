import { join } from 'node:path';
import { BrowserWindow, nativeTheme, session } from 'electron';
import { PAGE_URL } from './app-protocol';

/** The grounds of the two themes (tokens.css), so that the window does not flash before the page is drawn. */
const GROUND = { dark: '#0e1217', light: '#fbfcfd' };

/** The renderer is trusted with nothing: sandboxed, isolated, without permissions, unable to go or open anywhere else. */
export function createMainWindow(outputFolder: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 640,
    minHeight: 480,
    show: false,
    title: 'Forkscope',
    backgroundColor: nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light,
    webPreferences: {
      preload: join(outputFolder, 'preload', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.webContents.on('will-navigate', (event) => event.preventDefault());
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  window.once('ready-to-show', () => window.show());
  return window;
}

export function denyPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
}

export async function loadPage(window: BrowserWindow): Promise<void> {
  await window.loadURL(PAGE_URL);
}
