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
    // What its menu offers has keys; the window brings its own controls, in the person's language.
    autoHideMenuBar: true,
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
  window.setMenuBarVisibility(false);
  window.once('ready-to-show', () => window.show());
  reloadAfterCrash(window);
  return window;
}

/** A page that crashes again and again is left alone, so that the computer is not kept busy with it. */
const MAX_RELOADS = 3;

/** Whatever made the page crash, the processes go on, and a new page gets the whole picture from the collector. */
function reloadAfterCrash(window: BrowserWindow): void {
  let reloads = 0;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed() || ++reloads > MAX_RELOADS) return;
    void loadPage(window);
  });
}

export function denyPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
}

export async function loadPage(window: BrowserWindow): Promise<void> {
  await window.loadURL(PAGE_URL);
}
