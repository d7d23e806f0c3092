/** Reads what the daemon checklist is judged by, at one moment, from /proc. */
import { readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Result } from '#shared/ipc/result';
import { type ChecklistItem, checkDaemon } from '#shared/lab/daemon-checklist';
import { type DaemonFacts, type Descriptor, type ParentFacts, parseDaemonFacts } from '#shared/lab/daemon-facts';
import { type ProcessId, processId } from '#shared/model/process';
import { parseStatus } from '#shared/parse/proc-text';

/** What the supervisor calls its inner half, which stands in for init where there is no PID namespace. */
const LAB_INIT = 'lab-init';

/** The checklist as it stands. The lab starts a program as a job of its own: `root`'s process group has its pid. */
export async function readChecklist(
  id: ProcessId,
  root: ProcessId | undefined,
): Promise<Result<readonly ChecklistItem[], 'gone'>> {
  const facts = await readDaemonFacts(id);
  if (!facts.ok) return facts;
  return { ok: true, value: checkDaemon(facts.value, root === undefined ? undefined : Number.parseInt(root, 10)) };
}

/** `gone` when the process has ended, a zombie included, or when the pid is somebody else's now. */
async function readDaemonFacts(id: ProcessId, root = '/proc'): Promise<Result<DaemonFacts, 'gone'>> {
  const folder = join(root, String(Number.parseInt(id, 10)));
  try {
    const [stat, status, limits, directory, rootDirectory, descriptors] = await Promise.all([
      readFile(join(folder, 'stat'), 'utf8'),
      readFile(join(folder, 'status'), 'utf8'),
      readFile(join(folder, 'limits'), 'utf8').catch(hiddenWhenForbidden),
      readlink(join(folder, 'cwd')).catch(hiddenWhenForbidden),
      readlink(join(folder, 'root')).catch(hiddenWhenForbidden),
      readDescriptors(join(folder, 'fd')).catch(hiddenWhenForbidden),
    ]);
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (processId(Number.parseInt(stat, 10), Number(fields[19])) !== id || fields[0] === 'Z') return gone;
    const parent = await readParent(root, Number(fields[1]));
    const texts = { stat, status, limits, directory, root: rootDirectory, descriptors, parent };
    return { ok: true, value: parseDaemonFacts(texts) };
  } catch (error) {
    if (isOneOf(error, ['ENOENT', 'ESRCH'])) return gone;
    throw error;
  }
}

const gone = { ok: false, code: 'gone' } as const;

async function readDescriptors(folder: string): Promise<readonly Descriptor[]> {
  const numbers = (await readdir(folder)).map(Number).sort((a, b) => a - b);
  const found = await Promise.all(
    numbers.map(async (number) => ({
      number,
      target: await readlink(join(folder, String(number))).catch(undefinedWhenGone),
    })),
  );
  return found.flatMap(({ number, target }) => (target === undefined ? [] : [{ number, target }]));
}

/** Undefined when it cannot be seen: outside our PID namespace, or already gone. */
async function readParent(root: string, pid: number): Promise<ParentFacts | undefined> {
  if (pid === 0) return undefined;
  const status = await readFile(join(root, String(pid), 'status'), 'utf8').catch(undefinedWhenGone);
  if (status === undefined) return undefined;
  const name = status.match(/^Name:\t(.*)$/m)?.[1] ?? '';
  return { pid, name, isInit: name === LAB_INIT || parseStatus(status).namespacePids.at(-1) === 1 };
}

function hiddenWhenForbidden(error: unknown): undefined {
  if (!isOneOf(error, ['EACCES', 'EPERM'])) throw error;
  return undefined;
}

function undefinedWhenGone(error: unknown): undefined {
  if (!isOneOf(error, ['ENOENT', 'ESRCH'])) throw error;
  return undefined;
}

function isOneOf(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
