/** The engine without a window, as a program: what it prints, how it exits, and what it does where it may see little. */
import { execFile, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import type { RecordingSummary } from '../shared/recording/recording-format';
import { startSleep } from './processes';

const program = join(import.meta.dirname, '../out/main/cli.js');
const run = promisify(execFile);

async function cli(...args: readonly string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [program, ...args], { maxBuffer: 1e9 });
  return stdout;
}

async function exitCode(
  ...args: readonly string[]
): Promise<{ code: number | undefined; stdout: string; stderr: string }> {
  try {
    await run(process.execPath, [program, ...args]);
    return { code: 0, stdout: '', stderr: '' };
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string };
  }
}

/** Whether this system lets us make such namespaces. */
function canUnshare(...flags: readonly string[]): boolean {
  return spawnSync('unshare', [...flags, 'true'], { stdio: 'ignore' }).status === 0;
}

function summaryOf(output: string): RecordingSummary {
  return JSON.parse(output.trim().split('\n').at(-1) ?? '').summary;
}

test('snapshot --json tells every field of a process, and null with a reason for what it may not know', async () => {
  const sleep = await startSleep(60);
  try {
    const { source, takenAt, processes } = JSON.parse(await cli('snapshot', '--json'));
    expect(source).toBe('procfs');
    expect(Date.parse(takenAt)).toBeGreaterThan(Date.now() - 60_000);
    const found = processes.find(({ pid }: { pid: number }) => pid === sleep.pid);
    expect(found).toMatchObject({
      ppid: process.pid,
      name: 'sleep',
      state: 'sleeping',
      cmdline: ['sleep', '60'],
      threads: 1,
      cpu: 0,
    });
    expect(found.id).toBe(`${sleep.pid}@${found.startTicks}`);
    const kernelThread = processes.find(({ pid }: { pid: number }) => pid === 2);
    expect(kernelThread).toMatchObject({ name: 'kthreadd', cmdline: null, hidden: { cmdline: 'kernel-thread' } });
  } finally {
    await sleep.end();
  }
});

test('snapshot --text --root draws the subtree of one process', async () => {
  const text = await cli('snapshot', '--text', '--root', String(process.pid));
  expect(text.split('\n')[0]).toContain(` ${process.pid} `);
  expect(text).toMatch(/└─ .*snapshot --text/);
});

test('ps-list gives the same processes in the same form', async () => {
  const { source, processes } = JSON.parse(await cli('snapshot', '--json', '--source', 'ps-list'));
  expect(source).toBe('ps-list');
  expect(processes.find(({ pid }: { pid: number }) => pid === process.pid)).toMatchObject({
    threads: null,
    hidden: { threads: 'not-offered' },
  });
});

test('watch streams a header, events and a summary, and misses none of 1,000 short processes', async () => {
  const watching = spawn(process.execPath, [program, 'watch', '--for', '600'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  watching.stdout.on('data', (chunk) => {
    output += chunk;
  });
  await once(watching.stdout, 'data');
  await run('sh', ['-c', 'i=0; while [ $i -lt 1000 ]; do /bin/true & i=$((i+1)); done; wait']);
  // Interrupted, it closes what it has begun.
  watching.kill('SIGINT');
  await once(watching, 'close');
  const lines = output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines[0]).toMatchObject({ format: 'forkscope-recording', version: 2, source: 'procfs' });
  expect(lines[1]).toMatchObject({ k: 'checkpoint', n: 0 });
  const times = lines.slice(1, -1).map(({ t }) => t);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  const { summary } = lines.at(-1);
  expect(summary.eventsByKind.checkpoint).toBeGreaterThanOrEqual(1);
  test.skip(summary.mode === 'sampled', `the kernel does not tell its events here: ${summary.sampledBecause}`);
  expect(summary.startsSeen).toBeGreaterThanOrEqual(1_000);
  expect(summary.lost).toBe(0);
});

test('watch --jsonl writes the recording to a file and the summary to stdout', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'forkscope-cli-'));
  try {
    const file = join(folder, 'recording.jsonl');
    const summary = summaryOf(await cli('watch', '--for', '0.5', '--sampled', '--jsonl', file));
    expect(summary).toMatchObject({ mode: 'sampled', sampledBecause: 'switched off' });
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ format: 'forkscope-recording' });
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual({ summary });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

for (const [args, code, message] of [
  [[], 2, 'No command given'],
  [['fly'], 2, 'There is no command "fly"'],
  [['watch'], 2, '--for SECONDS is needed'],
  [['watch', '--for', 'ever'], 2, 'give a number of seconds'],
  [['snapshot', '--json', '--text'], 2, 'exclude each other'],
  [['snapshot', '--root', 'x'], 2, 'give a pid'],
  [['snapshot', '--source', 'guess'], 2, 'use procfs'],
  [['snapshot', '--colour'], 2, '--colour'],
  [['snapshot', '--root', '4194999'], 1, 'there is no process 4194999'],
  [['watch', '--for', '1', '--jsonl', '/nowhere/file'], 1, 'ENOENT'],
  [['lab', 'run', 'doubling', '--set', 'N=99'], 2, 'N must be a whole number from 1 to 8'],
  [['lab', 'run', 'doubling', '--policy', 'fair'], 2, '--policy'],
  [['lab', 'run', 'doubling', '--seed', 'x'], 2, '--seed'],
  [['lab', 'run', 'doubling', '--limit', '1000000'], 2, '--limit'],
  [['lab', 'run', 'doubling', '--stdout', 'printer'], 2, '--stdout'],
  [['lab', 'run', '/no/such.py'], 1, 'there is no file /no/such.py. "lab list" names the demos;'],
  [['lab', 'run', tmpdir()], 1, `${tmpdir()} is a folder. "lab list" names the demos;`],
  [['lab', 'outputs', '/no/such.py'], 1, 'there is no file /no/such.py. "lab list" names the demos;'],
] as const) {
  test(`${['cli', ...args].join(' ')} exits with ${code} and says why`, async () => {
    const result = await exitCode(...args);
    expect(result.code).toBe(code);
    expect(result.stdout).toBe('');
    expect(result.stderr).toContain(message);
  });
}

test('in a user and PID namespace of its own it samples, and says why', async () => {
  const flags = ['--user', '--map-root-user', '--pid', '--fork', '--mount-proc'];
  test.skip(!canUnshare(...flags), 'this system does not let us make namespaces');
  const output = execFileSync('unshare', [...flags, process.execPath, program, 'watch', '--for', '1']).toString();
  expect(summaryOf(output)).toMatchObject({ mode: 'sampled' });
  expect(summaryOf(output).sampledBecause).toMatch(/kernel|socket|bind|send/);
  const checkpoint = JSON.parse(output.split('\n')[1] ?? '');
  expect(checkpoint.processes.map(({ i }: { i: string }) => i.split('@')[0])).toContain('1');
});

test('where /proc hides the processes of others it shows its own', async () => {
  const nobody = ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups'];
  const mayRead = spawnSync(nobody[0] ?? '', [...nobody.slice(1), 'test', '-r', program]).status === 0;
  test.skip(
    !mayRead || !canUnshare('--mount'),
    'only root can mount /proc anew, and nobody must be let to the program',
  );
  const hide = 'mount -t proc -o hidepid=2 proc /proc && exec "$@"';
  const command = ['--mount', 'sh', '-c', hide, 'sh', ...nobody, process.execPath, program, 'snapshot', '--json'];
  const { processes } = JSON.parse(execFileSync('unshare', command).toString());
  expect(processes.length).toBeGreaterThan(0);
  expect(processes.every(({ uid }: { uid: number }) => uid === 65534)).toBe(true);
});

test('render draws a moment of a recording as PNG, at the size that is asked for', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'forkscope-png-'));
  const sample = join(import.meta.dirname, '../assets/recordings/2-orphan.forkscope.gz');
  // The width and height of a PNG stand behind its signature and the name of its first chunk (RFC 2083).
  const sizeOf = async (scale: string) => {
    const path = join(folder, `${scale}.png`);
    await cli('render', sample, '--format', 'png', '--scale', scale, '-o', path);
    const png = readFileSync(path);
    expect(png.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
    return [png.readUInt32BE(16), png.readUInt32BE(20)] as const;
  };
  const [width, height] = await sizeOf('1');
  expect(width).toBeGreaterThan(100);
  expect(height).toBeGreaterThan(20);
  expect(await sizeOf('2')).toEqual([2 * width, 2 * height]);
  rmSync(folder, { recursive: true });
});

test('lab run: whatever the program does is 0, whatever keeps it from running is 1, with what it was and why', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'forkscope-lab-cli-'));
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  try {
    const endless = write('endless.py', 'print("on", flush=True)\nwhile True: pass\n');
    const timeout = JSON.parse(await cli('lab', 'run', endless, '--timeout', '1', '--free', '--json'));
    expect(timeout).toMatchObject({ outcome: 'timeout', stdout: 'on\n', leftover: 0, policy: 'parent-first' });
    const killed = write('killed.py', 'import os, signal\nos.kill(os.getpid(), signal.SIGTERM)\n');
    const { containment, processes } = JSON.parse(await cli('lab', 'run', killed, '--policy', 'round-robin', '--json'));
    expect(['pid-namespace', 'pids-cgroup', 'systemd-scope', 'supervised']).toContain(containment.kind);
    expect(processes[0].exit).toEqual({ signal: 15 });
    const orphaned = JSON.parse(await cli('lab', 'run', 'orphan', '--json'));
    const { adoptedBy } = orphaned.processes.find((one: { adoptedBy: string | null }) => one.adoptedBy !== null);
    expect(adoptedBy).toMatch(/^\d+@\d+$/);
    const broken = await exitCode('lab', 'run', write('broken.py', 'def f(:\n'));
    expect(broken).toMatchObject({ code: 1, stdout: '' });
    expect(broken.stderr).toContain('line 1');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('lab list names the catalogue; lab run --json tells of every process, held or free', async () => {
  expect((await cli('lab', 'list')).trim().split('\n')).toHaveLength(24);
  for (const how of [[], ['--free']]) {
    const told = JSON.parse(await cli('lab', 'run', 'doubling', '--set', 'N=2', '--json', ...how));
    expect(told).toMatchObject({ outcome: 'finished', forks: 3, refused: 0, leftover: 0 });
    expect(told.processes).toHaveLength(4);
    const [first, ...others] = told.processes;
    const ids = told.processes.map(({ id }: { id: string }) => id);
    expect(others.every(({ parent }: { parent: string }) => ids.includes(parent))).toBe(true);
    expect(ids).not.toContain(first.parent);
    for (const process of told.processes)
      expect(process).toMatchObject({
        helper: null,
        exit: { code: 0 },
        adoptedBy: null,
        wasZombie: expect.any(Boolean),
      });
    expect(told.output.map(({ text }: { text: string }) => text).join('')).toBe(told.stdout);
    expect(told.durationMs).toBeGreaterThan(0);
  }
});

for (const [settings, texts] of [
  [[], ['abcc', 'acbc', 'bacc']],
  [
    ['--set', 'WAIT=false'],
    ['abcc', 'acbc', 'bacc', 'bcac'],
  ],
] as const) {
  test(`${['lab outputs 3', ...settings].join(' ')} finds ${texts.length}, each given again by its schedule`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'forkscope-outputs-'));
    try {
      const found = JSON.parse(await cli('lab', 'outputs', '3', ...settings, '--free-runs', '2', '--json'));
      expect(found).toMatchObject({ complete: true, reason: null, freeRuns: 2, unexplained: [] });
      expect(found.outputs.map(({ text }: { text: string }) => text)).toEqual(texts);
      for (const { text, schedule } of found.outputs) {
        const file = join(folder, `${text}.json`);
        writeFileSync(file, JSON.stringify(schedule));
        const again = JSON.parse(await cli('lab', 'run', '3', ...settings, '--schedule', file, '--json'));
        expect(again).toMatchObject({ outcome: 'finished', stdout: text, schedule });
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}
