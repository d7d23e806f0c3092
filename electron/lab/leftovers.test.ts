/** Real leftovers: a starter, its supervisor and what the run had, killed at the worst moment. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { eventually } from '../../tests/eventually';
import { createPythonFinder } from './find-python';
import { cleanLeftovers, findLeftovers, isNothing } from './leftovers';
import { descendantsOf } from './processes-for-tests';
import { createRunMark, isOrphanedMark, MARK_VARIABLE, startTicksOf } from './run-mark';

vi.setConfig({ testTimeout: 60_000 });
const linux = test.runIf(process.platform === 'linux');
const supervisor = join(import.meta.dirname, '..', '..', 'assets', 'lab', 'supervisor');
const start = {
  text: 'import os, time\nos.fork()\ntime.sleep(300)\n',
  name: 'sleeper.py',
  stdout: 'pipe',
  gated: false,
  policy: { name: 'round-robin', seed: 1, schedule: [] },
  limits: { processes: 8, seconds: 300, memoryMiB: 256, outputKiB: 64 },
};

let starter: ChildProcess | undefined;
let mark = '';
afterEach(async () => {
  starter?.kill('SIGKILL');
  await cleanLeftovers((each) => each === mark);
});

const isProgram = (pid: number) => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('sleeper.py');
  } catch {
    return false;
  }
};

/** A shell that has the part of the app: it starts the supervisor and is named in its mark. */
async function startRun(): Promise<{ readonly supervisor: number; readonly init: number; readonly all: number[] }> {
  const python = await createPythonFinder(process.env)();
  if (!python.ok) throw new Error('there is no Python');
  starter = spawn('sh', ['-c', 'read mark; FORKSCOPE_RUN=$mark "$1" -I -B "$0"; :', supervisor, python.value]);
  const pid = starter.pid ?? 0;
  const [namespace] = createRunMark().split('-');
  mark = `${namespace}-${pid}-${startTicksOf(pid)}-0123456789ab`;
  starter.stdin?.write(`${mark}\n${JSON.stringify(start)}\n`);
  const all = await eventually('the program has forked', () => {
    const below = descendantsOf(pid);
    return below.filter(({ pid: each }) => isProgram(each)).length === 2 ? below : undefined;
  });
  const supervisorPid = all.find(({ ppid }) => ppid === pid)?.pid ?? 0;
  const init = all.find(({ ppid }) => ppid === supervisorPid)?.pid ?? 0;
  return { supervisor: supervisorPid, init, all: all.map((each) => each.pid) };
}

const isMine = (each: string) => each === mark;
const folders = async () => (await readdir(tmpdir())).filter((name) => name.includes(mark));

linux('while whoever started a run lives, nothing of it is a leftover', async () => {
  await startRun();
  expect(isOrphanedMark(mark)).toBe(false);
  expect(isNothing(await findLeftovers((each) => isMine(each) && isOrphanedMark(each)))).toBe(true);
  expect((await findLeftovers(isMine)).folders).toHaveLength(1);
});

linux('what starter and supervisor leave when they are killed is found and removed', async () => {
  const run = await startRun();
  // An init that is stopped cannot notice that it is alone.
  process.kill(run.init, 'SIGSTOP');
  starter?.kill('SIGKILL');
  process.kill(run.supervisor, 'SIGKILL');
  await eventually('the starter is gone', () => isOrphanedMark(mark));
  const left = await findLeftovers((each) => isMine(each) && isOrphanedMark(each));
  expect(left.processes.map(({ pid }) => pid)).toContain(run.init);
  expect(left.folders).toEqual([expect.stringContaining(mark)]);
  if (process.getuid?.() === 0) expect(left.groups.length).toBeGreaterThan(0);
  const stranger = await mkdtemp(join(tmpdir(), 'forkscope-run-of-somebody-else-'));
  expect(await cleanLeftovers((each) => isMine(each) && isOrphanedMark(each))).toEqual({
    processes: [],
    groups: [],
    folders: [],
  });
  await eventually('all are gone', () => run.all.every((pid) => !existsSync(`/proc/${pid}`)));
  expect(await folders()).toEqual([]);
  for (const group of left.groups) expect(existsSync(group)).toBe(false);
  expect(existsSync(stranger)).toBe(true);
  rmSync(stranger, { recursive: true });
});

linux("a mark of another PID namespace, or none at all, is nobody's leftover", () => {
  expect(isOrphanedMark('1-999999999-1-0123456789ab')).toBe(false);
  expect(isOrphanedMark('unmarked')).toBe(false);
  expect(isOrphanedMark(createRunMark())).toBe(false);
});

linux('every process of a run carries the mark', async () => {
  const run = await startRun();
  const marked = readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/environ`, 'latin1').includes(`${MARK_VARIABLE}=${mark}`);
    } catch {
      return false;
    }
  });
  expect(marked.map(Number)).toEqual(expect.arrayContaining(run.all.filter((pid) => pid !== run.supervisor)));
});
