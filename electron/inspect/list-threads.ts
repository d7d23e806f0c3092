/** The threads of one process, read when somebody asks: nobody wants those of all processes all the time. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ThreadFacts, ThreadsReply } from '#shared/ipc/contract';
import { type ProcessId, processId } from '#shared/model/process';
import { createStatLine, parseStat, type StatLine, stateOfLetter } from '#shared/parse/proc-stat';
import { readTicksPerSecond } from '../collector/host-facts';

/** More than a person reads; the reply says how many there are. */
const THREAD_LIMIT = 4_096;

/** The identity is checked before and after, so that the threads of a later owner of the pid are never taken for its. */
export async function listThreads(id: ProcessId, root = '/proc', limit = THREAD_LIMIT): Promise<ThreadsReply> {
  const folder = join(root, String(Number.parseInt(id, 10)));
  try {
    if ((await readIdentity(folder)) !== id) return gone;
    const tids = (await readdir(join(folder, 'task'))).map(Number).sort((a, b) => a - b);
    const threads = await readThreads(folder, tids.slice(0, limit));
    if ((await readIdentity(folder)) !== id) return gone;
    return { ok: true, value: { threads, total: tids.length } };
  } catch (error) {
    return failureOf(error);
  }
}

const gone = { ok: false, code: 'gone' } as const;

/** One after the other, so that a process of thousands of threads takes no more than one descriptor. */
async function readThreads(folder: string, tids: readonly number[]): Promise<readonly ThreadFacts[]> {
  const ticksPerSecond = readTicksPerSecond();
  const threads: ThreadFacts[] = [];
  for (const tid of tids) {
    const seen = await readStat(join(folder, 'task', String(tid))).catch(undefinedWhenGone);
    if (seen === undefined) continue;
    const { line, name } = seen;
    const state = stateOfLetter(String.fromCharCode(line.stateByte));
    threads.push({ tid, name, state, cpuMs: (line.cpuTicks / ticksPerSecond) * 1000 });
  }
  return threads;
}

async function readIdentity(folder: string): Promise<ProcessId | undefined> {
  const line = (await readStat(folder))?.line;
  return line === undefined ? undefined : processId(line.pid, line.startTicks);
}

async function readStat(folder: string): Promise<{ readonly line: StatLine; readonly name: string } | undefined> {
  const bytes = await readFile(join(folder, 'stat'));
  const line = createStatLine();
  if (!parseStat(bytes, bytes.length, line)) return undefined;
  return { line, name: bytes.toString('utf8', line.nameStart, line.nameEnd) };
}

/** A thread that has ended meanwhile is left out. */
function undefinedWhenGone(error: unknown): undefined {
  if (failureOf(error).code !== 'gone') throw error;
  return undefined;
}

function failureOf(error: unknown): Extract<ThreadsReply, { ok: false }> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ESRCH') return gone;
  if (code === 'EACCES' || code === 'EPERM') return { ok: false, code: 'permission' };
  throw error;
}
