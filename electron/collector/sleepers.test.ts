import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '../../tests/eventually';
import { createProcfsFiles, type ProcfsFiles } from './procfs-files';
import { createSleepers, type Sleepers, WHOLE_EVERY_MS } from './sleepers';

/** Runs for a moment at each line of its input. */
const worker = `
import os, sys
for _ in sys.stdin:
    sum(range(200_000))
    os.write(1, b'.')`;

let child: ChildProcess;
let files: ProcfsFiles;
beforeEach(async () => {
  child = spawn('python3', ['-c', worker], { stdio: ['pipe', 'pipe', 'inherit'] });
  files = createProcfsFiles('/proc', 1_000);
  await letItWork();
});
afterEach(() => {
  child.kill('SIGKILL');
  files.close();
});

async function letItWork(): Promise<void> {
  const done = new Promise((resolve) => child.stdout?.once('data', resolve));
  child.stdin?.write('\n');
  await done;
  await eventually('it waits for more', () => stateOf(pid()) === 'S');
}

function pid(): number {
  if (child.pid === undefined) throw new Error('The worker was not started');
  return child.pid;
}

function stateOf(pid: number): string {
  return readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\) /s, '')[0] ?? '';
}

/** As after three looks, all of them in the same instant. */
function fallAsleep(sleepers: Sleepers, at: number): void {
  sleepers.wasRead(pid(), at, false);
  sleepers.wasRead(pid(), at, true);
  expect(sleepers.hasNotRun(pid(), at - WHOLE_EVERY_MS)).toBe(false);
  sleepers.wasRead(pid(), at, true);
}

const countsRuns = process.platform === 'linux' && createProcfsFiles('/proc', 1_000).countsRuns();

describe.runIf(countsRuns)('who has not run', () => {
  test('is told from who has, however short it was', async () => {
    const sleepers = createSleepers(files);
    fallAsleep(sleepers, 0);
    expect(sleepers.hasNotRun(pid(), 1)).toBe(true);
    expect(sleepers.hasNotRun(pid(), 2)).toBe(true);
    await letItWork();
    expect(sleepers.hasNotRun(pid(), 3)).toBe(false);
  });

  test('is never told of a process that was not read twice', () => {
    const sleepers = createSleepers(files);
    expect(sleepers.hasNotRun(pid(), 0)).toBe(false);
    sleepers.wasRead(pid(), 0, false);
    expect(sleepers.hasNotRun(pid(), 1)).toBe(false);
  });

  test('is read whole again after a while, because others may have changed it', () => {
    const sleepers = createSleepers(files);
    fallAsleep(sleepers, 0);
    expect(sleepers.hasNotRun(pid(), WHOLE_EVERY_MS - 1)).toBe(true);
    expect(sleepers.hasNotRun(pid(), WHOLE_EVERY_MS)).toBe(false);
  });

  test('is not asked for of one that has just been awake', async () => {
    const sleepers = createSleepers(files);
    fallAsleep(sleepers, 0);
    await letItWork();
    expect(sleepers.hasNotRun(pid(), 1)).toBe(false);
    sleepers.wasRead(pid(), 1, true);
    expect(sleepers.hasNotRun(pid(), 2)).toBe(false);
    sleepers.wasRead(pid(), 1 + WHOLE_EVERY_MS, true);
    expect(sleepers.hasNotRun(pid(), 1 + WHOLE_EVERY_MS)).toBe(true);
  });

  test('is not told of one that is gone', async () => {
    const sleepers = createSleepers(files);
    fallAsleep(sleepers, 0);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    expect(sleepers.hasNotRun(pid(), 1)).toBe(false);
  });

  test('is not told when no file may be kept open for it', () => {
    files.close();
    files = createProcfsFiles('/proc', 0);
    const sleepers = createSleepers(files);
    fallAsleep(sleepers, 0);
    expect(sleepers.hasNotRun(pid(), 1)).toBe(false);
  });
});

test('a kernel that keeps no account of who ran is found out', () => {
  const root = mkdtempSync(join(tmpdir(), 'forkscope-proc-'));
  try {
    expect(createProcfsFiles(root, 1_000).countsRuns()).toBe(false);
    mkdirSync(join(root, 'self'));
    writeFileSync(join(root, 'self', 'schedstat'), '0 0 0\n');
    expect(createProcfsFiles(root, 1_000).countsRuns()).toBe(false);
    writeFileSync(join(root, 'self', 'schedstat'), '0 0 1\n');
    expect(createProcfsFiles(root, 1_000).countsRuns()).toBe(true);
  } finally {
    rmSync(root, { recursive: true });
  }
});
