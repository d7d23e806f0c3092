import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen, session } from 'electron';
import { logWarning } from '../logging';
import { PAGE_URL } from './app-protocol';
import { readWindowState, withinDisplays, writeWindowState } from './window-state';

/** The grounds of the two themes (tokens.css), so that the window does not flash before the page is drawn. */
const GROUND = { dark: '#0e1217', light: '#fbfcfd' };

/** The renderer is trusted with nothing: sandboxed, isolated, without permissions, unable to go or open anywhere else. */
export function createMainWindow(outputFolder: string): BrowserWindow {
  const file = join(app.getPath('userData'), 'window.json');
  const displays = screen.getAllDisplays().map(({ workArea }) => workArea);
  const { maximized, ...bounds } = withinDisplays(readWindowState(file), displays);
  const window = new BrowserWindow({
    ...bounds,
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
  if (maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    const written = writeWindowState(file, { ...window.getNormalBounds(), maximized: window.isMaximized() });
    if (!written) logWarning('the window will not be remembered: its file cannot be written');
  });
  reloadAfterCrash(window);
  return window;
}

/** A page that crashes again and again is left alone, so that the computer is not kept busy with it. */
const MAX_RELOADS = 3;

/** Whatever made the page crash, the processes go on, and a new page gets the whole picture from the collector. */
function reloadAfterCrash(window: BrowserWindow): void {
  let reloads = 0;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    logWarning('the page has gone', reason);
    if (reason === 'clean-exit' || window.isDestroyed() || ++reloads > MAX_RELOADS) return;
    void loadPage(window);
  });
  // A page that hangs is ended, which the lines above then answer: the ring is with the collector, nothing is lost.
  window.on('unresponsive', () => {
    logWarning('the page does not answer');
    window.webContents.forcefullyCrashRenderer();
  });
}

export function denyPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
  session.defaultSession.setDevicePermissionHandler(() => false);
}

export async function loadPage(window: BrowserWindow): Promise<void> {
  await window.loadURL(PAGE_URL).catch((error: NodeJS.ErrnoException) => {
    // Somebody pressed the keys for loading it again: that takes the place of this one.
    if (error.code !== 'ERR_ABORTED') throw error;
  });
}
