/** Programs of one's own: opened from a file and saved to one, which the person chooses. */
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import type { LabRequests } from '#shared/ipc/lab-requests';
import { readProgram } from './read-program';

const filters = [
  { name: 'Python', extensions: ['py'] },
  { name: '*', extensions: ['*'] },
];

type Opened = LabRequests['lab:open']['reply'];
type Saved = LabRequests['lab:save']['reply'];

export interface OwnPrograms {
  open(): Promise<Opened>;
  save(program: LabRequests['lab:save']['arguments']): Promise<Saved>;
}

/** Files are touched only where the person pointed in a dialog of this window. */
export function createOwnPrograms(window: BrowserWindow): OwnPrograms {
  const chosen = new Set<string>();
  return {
    open: async () => {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, { properties: ['openFile'], filters });
      const [path] = filePaths;
      if (canceled || path === undefined) return { ok: false, code: 'cancelled' };
      const opened = await readProgram(path);
      if (opened.ok) chosen.add(path);
      return opened;
    },
    save: async ({ path, text }) => {
      const target = path !== undefined && chosen.has(path) ? path : await askWhere(window, path);
      if (target === undefined) return { ok: false, code: 'cancelled' };
      try {
        await writeFile(target, await asWritten(target, text));
      } catch (error) {
        return { ok: false, code: 'unwritable', detail: (error as Error).message };
      }
      chosen.add(target);
      return { ok: true, value: { path: target, name: basename(target) } };
    },
  };
}

/** The editor knows only \n: a file whose lines end otherwise keeps that, and its byte order mark. */
async function asWritten(path: string, text: string): Promise<string> {
  const before = await readFile(path, 'utf8').catch(() => '');
  const mark = before.startsWith('\ufeff') ? '\ufeff' : '';
  return mark + (/^[^\n]*\r\n/.test(before) ? text.replaceAll('\n', '\r\n') : text);
}

async function askWhere(window: BrowserWindow, path: string | undefined): Promise<string | undefined> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: path ?? 'program.py', filters });
  return canceled || filePath === '' ? undefined : filePath;
}
