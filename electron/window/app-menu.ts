import { app, type BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuWish } from '#shared/ipc/about-requests';
import { send } from '../ipc/send';

const texts = {
  en: {
    file: 'File',
    open: 'Open Recording…',
    help: 'Help',
    about: 'About Forkscope',
    diagnostics: 'Copy Diagnostics',
  },
  zh: { file: '文件', open: '打开录制…', help: '帮助', about: '关于 Forkscope', diagnostics: '复制诊断信息' },
};

/** What every desktop app's keys do; the window has its own controls, so elsewhere than on macOS no bar is shown. */
export function setupMenu(window: BrowserWindow): void {
  const isMac = process.platform === 'darwin';
  const text = app.getLocale().startsWith('zh') ? texts.zh : texts.en;
  const wish = (name: MenuWish, accelerator?: string): MenuItemConstructorOptions => ({
    label: text[name],
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => send(window, 'app:wished', { wish: name }),
  });
  const menu = Menu.buildFromTemplate([
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    { label: text.file, submenu: [wish('open', 'CmdOrCtrl+O')] },
    { role: 'editMenu' },
    { role: 'viewMenu' },
    { role: 'windowMenu' },
    ...(isMac ? [] : [{ label: app.name, submenu: [{ role: 'quit' as const, accelerator: 'Ctrl+Q' }] }]),
    { role: 'help', label: text.help, submenu: [wish('about'), wish('diagnostics')] },
  ]);
  Menu.setApplicationMenu(menu);
}
