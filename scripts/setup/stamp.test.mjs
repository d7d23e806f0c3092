import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hashFiles, unlessFinished } from './stamp.mjs';

/** @type {string} */
let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stamp-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('unlessFinished', () => {
  const finished = (fingerprint = 'a', present = true) => ({
    stamp: join(folder, 'out', 'stamp'),
    fingerprint,
    present,
  });

  it('works once for the same inputs', async () => {
    const work = vi.fn(async () => {});
    expect(await unlessFinished(finished(), work)).toBe(true);
    expect(await unlessFinished(finished(), work)).toBe(false);
    expect(work).toHaveBeenCalledOnce();
  });

  it('works again for other inputs, and when the result is gone', async () => {
    const work = async () => {};
    await unlessFinished(finished('a'), work);
    expect(await unlessFinished(finished('b'), work)).toBe(true);
    expect(await unlessFinished(finished('b', false), work)).toBe(true);
  });

  it('works again after work that did not finish', async () => {
    await unlessFinished(finished('a'), async () => {});
    const broken = () => Promise.reject(new Error('no'));
    await expect(unlessFinished(finished('b'), broken)).rejects.toThrow('no');
    expect(await unlessFinished(finished('a'), async () => {})).toBe(true);
  });
});

describe('hashFiles', () => {
  const hash = () => hashFiles(folder, ['sources', 'package.json'], (name) => !name.endsWith('.test.ts'));

  beforeEach(() => {
    mkdirSync(join(folder, 'sources', 'deep'), { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{}');
    writeFileSync(join(folder, 'sources', 'deep', 'a.ts'), 'a');
  });

  it('changes with a file, its name and its content', () => {
    const before = hash();
    writeFileSync(join(folder, 'sources', 'deep', 'a.ts'), 'b');
    const changed = hash();
    writeFileSync(join(folder, 'sources', 'b.ts'), '');
    expect(new Set([before, changed, hash()]).size).toBe(3);
  });

  it('does not change with a file that does not count', () => {
    const before = hash();
    writeFileSync(join(folder, 'sources', 'a.test.ts'), 'a test');
    expect(hash()).toBe(before);
  });
});
