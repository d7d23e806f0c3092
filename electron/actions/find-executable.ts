/** Where the file of a process's program lies for us. Its path is the process's own, which may mean another file here. */
import { type BigIntStats, statSync } from 'node:fs';
import { join } from 'node:path';
import type { RevealReply } from '#shared/ipc/action-requests';
import type { Result } from '#shared/ipc/result';
import type { ProcessId } from '#shared/model/process';
import { folderOfLivingThread, lookAt } from '../inspect/process-folder';

type Failure = Extract<RevealReply, { ok: false }>['code'];

/** `elsewhere`: at its path there is nothing, or another file: it was replaced, or is in another mount namespace. */
export function findExecutable(id: ProcessId, root = '/proc'): Result<string, Failure> {
  const read = lookAt(
    id,
    (folder) => {
      const path = join(root, String(folder.stat.pid));
      // The link leads to the very file, whatever its path means where we are (proc_pid_exe(5)).
      const itself = statOf(join(folderOfLivingThread(path, folder.stat), 'exe'));
      return { link: folder.link('exe', { needs: 'memory' }), itself };
    },
    root,
  );
  if (!read.ok) return { ok: false, code: 'gone' };
  const { link, itself } = read.value;
  if ('hidden' in link) return { ok: false, code: 'hidden' };
  const here = statOf(link.value);
  const isSame = here !== undefined && here.dev === itself?.dev && here.ino === itself.ino;
  return isSame ? { ok: true, value: link.value } : { ok: false, code: 'elsewhere' };
}

function statOf(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true });
  } catch {
    return undefined;
  }
}
