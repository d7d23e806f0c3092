import { app, Menu } from 'electron';

/** What every desktop app's keys do; the window has its own controls, so elsewhere than on macOS no bar is shown. */
export function setupMenu(): void {
  const isMac = process.platform === 'darwin';
  const menu = Menu.buildFromTemplate([
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    { role: 'editMenu' },
    { role: 'viewMenu' },
    { role: 'windowMenu' },
    ...(isMac ? [] : [{ label: app.name, submenu: [{ role: 'quit' as const, accelerator: 'Ctrl+Q' }] }]),
  ]);
  Menu.setApplicationMenu(menu);
}
