/** Files that the window writes, piece by piece; each takes its place at the end, whole or not at all. */
import type { WriteFailure } from '#shared/ipc/recording-requests';
import type { Result } from '#shared/ipc/result';
import { openTextWriter, type TextWriter } from './recording-writer';
import { openTarget } from './target-file';
import { writeFailureOf } from './write-failure';

export interface WritableFiles {
  begin(path: string): Promise<Result<{ readonly handle: number }, WriteFailure>>;
  write(handle: number, text: string): Promise<Result<undefined, WriteFailure>>;
  end(handle: number, keep: boolean): Promise<Result<undefined, WriteFailure>>;
}

export function createWritableFiles(): WritableFiles {
  const writers = new Map<number, TextWriter>();
  let next = 1;

  async function attempt(act: () => Promise<void>): Promise<Result<undefined, WriteFailure>> {
    try {
      await act();
      return { ok: true, value: undefined };
    } catch (error) {
      return { ok: false, ...writeFailureOf(error) };
    }
  }

  return {
    begin: async (path) => {
      try {
        const writer = await openTextWriter(path);
        const handle = next++;
        writers.set(handle, writer);
        return { ok: true, value: { handle } };
      } catch (error) {
        return { ok: false, ...writeFailureOf(error) };
      }
    },
    write: (handle, text) => attempt(async () => writers.get(handle)?.write(text)),
    end: (handle, keep) => {
      const writer = writers.get(handle);
      writers.delete(handle);
      if (writer === undefined) return Promise.resolve({ ok: false, code: 'unwritable' });
      return attempt(() => (keep ? writer.close() : writer.abandon()));
    },
  };
}

/** All at once; rejects with the system's reason, and then the file that was there is untouched. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const { file, isRegular, place, discard } = await openTarget(path);
  try {
    try {
      await file.writeFile(content);
      if (isRegular) await file.sync();
    } finally {
      await file.close();
    }
    await place();
  } catch (error) {
    await discard();
    throw error;
  }
}
