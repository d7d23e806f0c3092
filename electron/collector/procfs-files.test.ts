import { existsSync, readdirSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { createProcfsFiles, type ProcfsFiles } from './procfs-files';

/** What is left for others, as in the source. */
const SPARE = 128;

let files: ProcfsFiles | undefined;
afterEach(() => files?.close());

function openDescriptors(): number {
  return readdirSync('/proc/self/fd').length;
}

describe.runIf(process.platform === 'linux')('the files of /proc', () => {
  test('keeps no more files open than it may, and reads the others all the same', () => {
    const before = openDescriptors();
    files = createProcfsFiles('/proc', SPARE + 3);
    const pids = files.listPids();
    expect(pids.length).toBeGreaterThan(3);
    const read = pids.filter((pid) => files?.readStat(pid) !== undefined);
    expect(read.length).toBeGreaterThan(3);
    expect(openDescriptors()).toBe(before + 3);
    expect(read.filter((pid) => files?.readStat(pid) === undefined).length).toBeLessThan(read.length);
    files.close();
    expect(openDescriptors()).toBe(before);
  });

  test('lists what readdir lists', () => {
    files = createProcfsFiles('/proc', SPARE);
    const before = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    const listed = new Set(files.listPids());
    expect(before.filter((pid) => !listed.has(Number(pid)) && existsSync(`/proc/${pid}`))).toEqual([]);
    expect(listed).toContain(process.pid);
    expect([...listed].every((pid) => Number.isInteger(pid) && pid > 0)).toBe(true);
  });

  test('keeps nothing open for a process that is read once', () => {
    const before = openDescriptors();
    files = createProcfsFiles('/proc', SPARE + 100);
    expect(files.readStatOnce(process.pid)).toBeGreaterThan(100);
    expect(openDescriptors()).toBe(before);
  });

  test('a process that is gone is nothing, not an error', () => {
    files = createProcfsFiles('/proc', SPARE + 100);
    const none = 4_194_999;
    expect(files.readStat(none)).toBeUndefined();
    expect(files.readText(none, 'status')).toEqual({ missing: 'gone' });
    expect(files.readLink(none, 'exe')).toEqual({ missing: 'gone' });
  });
});
