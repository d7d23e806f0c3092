/** Reads a program from a file. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { LabRequests } from '#shared/ipc/lab-requests';

export const LARGEST_BYTES = 2_000_000;

/** As UTF-8 text with lines that end in \n, as an editor shows it; says why when it cannot be a program. */
export async function readProgram(path: string): Promise<LabRequests['lab:open']['reply']> {
  try {
    const { size } = await stat(path);
    if (size > LARGEST_BYTES) return { ok: false, code: 'too-large', detail: path };
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
    if (text.includes('\0')) return { ok: false, code: 'not-text', detail: path };
    return { ok: true, value: { path, name: basename(path), text: text.replace(/\r\n?/g, '\n') } };
  } catch (error) {
    const code = error instanceof TypeError ? 'not-text' : 'unreadable';
    return { ok: false, code, detail: (error as Error).message };
  }
}
