import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findHolder, identify, shareLocksWith, withLock } from './lock.mjs';

describe('findHolder', () => {
  const running = new Map([
    [7, '7@100'],
    [8, '8@200'],
  ]);
  const identifyRunning = (/** @type {number} */ pid) => running.get(pid);

  it('finds the process that the lock names', () => {
    expect(findHolder('7@100\n', identifyRunning)).toBe(7);
  });

  it('takes no other process for it that got its pid later', () => {
    expect(findHolder('7@99\n', identifyRunning)).toBeUndefined();
  });

  it('finds the child that a killed setup has left behind', () => {
    expect(findHolder('6@50\n8@200\n', identifyRunning)).toBe(8);
  });

  it('finds nobody in an empty lock', () => {
    expect(findHolder('', identifyRunning)).toBeUndefined();
  });
});

describe('withLock', () => {
  /** @type {string} */
  let folder;
  const silent = { update: () => {} };
  const path = () => join(folder, 'setup.lock');

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lock-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('lets one work after the other', async () => {
    /** @type {string[]} */
    const log = [];
    const work = (/** @type {string} */ name) => async () => {
      log.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      log.push(`${name} ends`);
    };
    await Promise.all([withLock(path(), silent, work('first')), withLock(path(), silent, work('second'))]);
    expect(log).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
  });

  it('leaves no lock behind, also when the work fails', async () => {
    const work = () => Promise.reject(new Error('no'));
    await expect(withLock(path(), silent, work)).rejects.toThrow('no');
    expect(existsSync(path())).toBe(false);
  });

  it('does not wait for a process that is gone', async () => {
    const gone = spawn('true');
    const name = identify(gone.pid ?? 0);
    await once(gone, 'exit');
    writeFileSync(path(), `${name}\n`);
    await expect(withLock(path(), silent, async () => 'done')).resolves.toBe('done');
  });

  it('names the children that hold the lock too', async () => {
    await withLock(path(), silent, async () => {
      shareLocksWith(process.ppid);
      expect(readFileSync(path(), 'utf8')).toBe(`${identify(process.pid)}\n${identify(process.ppid)}\n`);
    });
  });
});
