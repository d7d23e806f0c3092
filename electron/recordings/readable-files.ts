/** Files that the window may read, piece by piece. It knows them by handles; their paths stay here. */
import { type FileHandle, open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ReadableFile, ReadFailure } from '#shared/ipc/recording-requests';
import type { Result } from '#shared/ipc/result';
import { readFailureOf } from './write-failure';

const PIECE_BYTES = 1_000_000;
/** The window opens one at a time; whoever asks for more has forgotten to give them back. */
const MAX_OPEN = 8;

export interface ReadableFiles {
  offer(path: string): Promise<Result<ReadableFile, ReadFailure>>;
  read(handle: number): Promise<Result<Uint8Array | undefined, ReadFailure>>;
  release(handle: number): Promise<void>;
}

export function createReadableFiles(): ReadableFiles {
  const files = new Map<number, FileHandle>();
  let next = 1;

  async function release(handle: number): Promise<void> {
    const file = files.get(handle);
    files.delete(handle);
    await file?.close();
  }

  return {
    offer: async (path) => {
      try {
        const { size } = await stat(path).then((found) => {
          if (found.isDirectory()) throw Object.assign(new Error(path), { code: 'EISDIR' });
          return found;
        });
        const file = await open(path);
        const [oldest] = files.keys();
        if (files.size >= MAX_OPEN && oldest !== undefined) await release(oldest);
        const handle = next++;
        files.set(handle, file);
        return { ok: true, value: { handle, name: basename(path), bytes: size } };
      } catch (error) {
        return { ok: false, ...readFailureOf(error) };
      }
    },
    read: async (handle) => {
      try {
        const file = files.get(handle);
        if (file === undefined) return { ok: false, code: 'missing' };
        const { bytesRead, buffer } = await file.read(new Uint8Array(PIECE_BYTES), 0, PIECE_BYTES);
        return { ok: true, value: bytesRead === 0 ? undefined : buffer.subarray(0, bytesRead) };
      } catch (error) {
        return { ok: false, ...readFailureOf(error) };
      }
    },
    release,
  };
}
