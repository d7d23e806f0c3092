import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Look, Sighting } from '#shared/events/sighting';
import { eventually } from '../../tests/eventually';
import { zombieProgram } from '../../tests/processes';
import { createProcfsSource } from './procfs-source';
import type { Source } from './source';

const started: ChildProcess[] = [];
const sources: Source[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  for (const source of sources.splice(0)) source.close();
});

function openSource(root?: string): Source {
  const source = createProcfsSource(root);
  sources.push(source);
  return source;
}

/** Runs a Python program that prints a line once it is ready, and goes on until its input closes. */
function python(program: string): ChildProcess {
  const child = spawn('python3', ['-c', program], { stdio: ['pipe', 'pipe', 'inherit'] });
  started.push(child);
  return child;
}

function ofPid(look: Look, pid: number | undefined): Sighting | undefined {
  return [...look.sightings.values()].find((sighting) => sighting.pid === pid);
}

/** Looks until nothing is new about the process, and then as often again as makes it a sleeper to the source. */
async function sleepThroughLooks(source: Source, pid: number | undefined): Promise<Sighting> {
  const asleep = await eventually('it sleeps, its times settled', async () => {
    const one = ofPid(await source.look(), pid);
    return one?.state === 'sleeping' && one === ofPid(await source.look(), pid) && one;
  });
  for (let look = 0; look < 3; look++) expect(ofPid(await source.look(), pid)).toBe(asleep);
  return asleep;
}

async function lineOf(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('The program was started without a pipe');
  const [chunk] = await once(child.stdout, 'data');
  return String(chunk).trim();
}

describe.runIf(process.platform === 'linux')('the /proc source', () => {
  test('sees this process with its facts', async () => {
    const own = ofPid(await openSource().look(), process.pid);
    expect(own).toMatchObject({ ppid: process.ppid, kernelThread: false });
    expect(own?.facts).toMatchObject({ uid: process.getuid?.(), executable: process.execPath });
    expect(readFileSync('/proc/self/cgroup', 'utf8')).toContain(`:${own?.facts.cgroup}\n`);
    expect(own?.startedAt).toBeLessThan(Date.now());
    expect(own?.startedAt).toBeGreaterThan(Date.now() - 3_600_000);
    expect(own?.rssBytes).toBeGreaterThan(1_000_000);
  });

  test('gives the same object for a process about which nothing is new', async () => {
    const child = spawn('sleep', ['60']);
    started.push(child);
    const source = openSource();
    const asleep = await eventually('sleep sleeps', async () => {
      const seen = ofPid(await source.look(), child.pid);
      return seen?.name === 'sleep' && seen.state === 'sleeping' && seen;
    });
    await eventually('its times are settled', async () => {
      const one = ofPid(await source.look(), child.pid);
      return one !== undefined && one === ofPid(await source.look(), child.pid);
    });
    expect(ofPid(await source.look(), child.pid)?.id).toBe(asleep.id);
  });

  test('sees what a process did that had slept through many looks', async () => {
    const child = python(`
import os, sys, time
os.write(1, b'ready')
sys.stdin.readline()
while time.process_time() < 0.3: pass
os.write(1, b'done')
sys.stdin.readline()`);
    await lineOf(child);
    const source = openSource();
    const before = await sleepThroughLooks(source, child.pid);
    const done = lineOf(child);
    child.stdin?.write('\n');
    await done;
    expect(ofPid(await source.look(), child.pid)?.cpuMs).toBeGreaterThanOrEqual((before.cpuMs ?? 0) + 100);
  });

  test('sees at the next look that a sleeper was stopped', async () => {
    const child = spawn('sleep', ['60']);
    started.push(child);
    const source = openSource();
    await sleepThroughLooks(source, child.pid);
    child.kill('SIGSTOP');
    await eventually('the kernel stopped it', () => / T /.test(readFileSync(`/proc/${child.pid}/stat`, 'latin1')));
    expect(ofPid(await source.look(), child.pid)?.state).toBe('stopped');
  });

  test('sees at the next look that a sleeper became an orphan, although it did not run', async () => {
    const parent = python(`
import subprocess, sys
child = subprocess.Popen(['sleep', '60'], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
print(child.pid, flush=True)
sys.stdin.readline()`);
    const pid = Number(await lineOf(parent));
    try {
      const source = openSource();
      expect(await sleepThroughLooks(source, pid)).toMatchObject({ ppid: parent.pid });
      parent.kill('SIGKILL');
      await once(parent, 'exit');
      expect(ofPid(await source.look(), pid)?.ppid).not.toBe(parent.pid);
    } finally {
      process.kill(pid, 'SIGKILL');
    }
  });

  test('tells a zombie, its exit code, and that it is gone once it was waited for', async () => {
    const parent = python(zombieProgram);
    const pid = Number(await lineOf(parent));
    const source = openSource();
    const zombie = await eventually('the child is a zombie', async () => {
      const seen = ofPid(await source.look(), pid);
      return seen?.state === 'zombie' && seen;
    });
    expect(zombie).toMatchObject({ exit: { code: 7 }, ppid: parent.pid });
    parent.stdin?.write('\n');
    await eventually('it is reaped', async () => ofPid(await source.look(), pid) === undefined);
  });

  test.each([
    ['spaces', 'sp ace d', 'sp ace d'],
    ['parentheses', 'a) S (b', 'a) S (b'],
    ['a newline', 'new\\nline', 'new\nline'],
    ['bytes that are not UTF-8', '\\xff\\xfebad', '\ufffd\ufffdbad'],
    ['Chinese', '\\xe8\\xbf\\x9b\\xe7\\xa8\\x8b', '进程'],
  ])('reads a name with %s', async (_what, bytes, name) => {
    const child = python(`
import ctypes, sys
ctypes.CDLL(None).prctl(15, b'${bytes}', 0, 0, 0)
print('named', flush=True)
sys.stdin.readline()`);
    await lineOf(child);
    expect(ofPid(await openSource().look(), child.pid)?.name).toBe(name);
  });

  test('notices an exec by new facts, and keeps the identity', async () => {
    const child = spawn('sh', ['-c', 'read line; exec sleep 60'], { stdio: ['pipe', 'ignore', 'inherit'] });
    started.push(child);
    const source = openSource();
    const before = await eventually('the shell waits', async () => {
      const seen = ofPid(await source.look(), child.pid);
      return seen?.facts.cmdline?.[0] === 'sh' && seen;
    });
    child.stdin.write('\n');
    const after = await eventually('it became sleep', async () => {
      const seen = ofPid(await source.look(), child.pid);
      return seen?.name === 'sleep' && seen;
    });
    expect(after.id).toBe(before.id);
    expect(after.facts.cmdline).toEqual(['sleep', '60']);
  });

  test('skips what cannot be parsed and survives processes that vanish between two reads', async () => {
    const root = mkdtempSync(join(tmpdir(), 'forkscope-proc-'));
    try {
      mkdirSync(join(root, '7'));
      writeFileSync(join(root, '7', 'stat'), '7 (cut) S 1');
      symlinkSync('/nowhere/8', join(root, '8'));
      symlinkSync(`/proc/${process.pid}`, join(root, String(process.pid)));
      const { sightings } = await openSource(root).look();
      expect([...sightings.values()].map(({ pid }) => pid)).toEqual([process.pid]);
    } finally {
      rmSync(root, { recursive: true });
    }
  });

  test('says so when the table cannot be read at all', async () => {
    await expect(openSource('/nowhere').look()).rejects.toThrow(/nowhere/);
  });
});
