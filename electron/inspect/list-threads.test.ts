import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type ProcessId, processId } from '#shared/model/process';
import { createStatLine, parseStat } from '#shared/parse/proc-stat';
import { listThreads } from './list-threads';

const started: ChildProcess[] = [];
const folders: string[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A process with three threads besides its first, one of which has a name of its own. */
async function startThreads(): Promise<ChildProcess> {
  const program = `
import ctypes, sys, threading
ready = threading.Barrier(4)
def work(name):
    if name:
        ctypes.CDLL(None).prctl(15, name, 0, 0, 0)
    ready.wait()
    threading.Event().wait()
for name in (b'a) S (b', None, None):
    threading.Thread(target=work, args=(name,), daemon=True).start()
ready.wait()
print('ready', flush=True)
sys.stdin.readline()`;
  const child = spawn('python3', ['-c', program], { stdio: ['pipe', 'pipe', 'inherit'] });
  started.push(child);
  await once(child.stdout, 'data');
  return child;
}

function idOf(pid: number): ProcessId {
  const bytes = readFileSync(`/proc/${pid}/stat`);
  const line = createStatLine();
  parseStat(bytes, bytes.length, line);
  return processId(pid, line.startTicks);
}

/** A /proc with one process in it, of one thread. */
function pretend(startTicks: number): string {
  const root = mkdtempSync(join(tmpdir(), 'forkscope-proc-'));
  folders.push(root);
  const stat = `7 (x) S 1 7 7 0 -1 0 0 0 0 0 4 2 0 0 20 0 1 0 ${startTicks} 0 0 0\n`;
  mkdirSync(join(root, '7', 'task', '7'), { recursive: true });
  writeFileSync(join(root, '7', 'stat'), stat);
  writeFileSync(join(root, '7', 'task', '7', 'stat'), stat);
  return root;
}

describe.runIf(process.platform === 'linux')('the threads of a process', () => {
  test('are listed with their names and states, the first one first', async () => {
    const { pid = 0 } = await startThreads();
    const reply = await listThreads(idOf(pid));
    if (!reply.ok) throw new Error(reply.code);
    const { threads, total } = reply.value;
    expect(total).toBe(4);
    expect(threads).toHaveLength(4);
    expect(threads[0]).toMatchObject({ tid: pid, name: 'python3' });
    expect(threads.map(({ name }) => name)).toContain('a) S (b');
    expect(threads.slice(1).every(({ state, cpuMs }) => state === 'sleeping' && cpuMs >= 0)).toBe(true);
  });

  test('are cut at the limit, and the reply says how many there are', async () => {
    const { pid = 0 } = await startThreads();
    const reply = await listThreads(idOf(pid), '/proc', 2);
    expect(reply).toMatchObject({ ok: true, value: { total: 4, threads: [{ tid: pid }, {}] } });
  });

  test('are not those of a later owner of the pid', async () => {
    expect(await listThreads(processId(7, 70), pretend(71))).toEqual({ ok: false, code: 'gone' });
    expect(await listThreads(processId(7, 71), pretend(71))).toMatchObject({ ok: true, value: { total: 1 } });
  });

  test('are gone with the process', async () => {
    const child = await startThreads();
    const id = idOf(child.pid ?? 0);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await listThreads(id)).toEqual({ ok: false, code: 'gone' });
    expect(await listThreads('99999999999999999999@1' as ProcessId)).toEqual({ ok: false, code: 'gone' });
  });
});
