import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRecentFiles } from './recent-files';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'forkscope-recent-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the newest comes first, each once, and no more than eight, also after a new start', async () => {
  const file = join(folder, 'recent.json');
  const recent = createRecentFiles(file);
  for (let number = 0; number < 12; number++) await recent.add(`/tmp/${number}.forkscope`);
  await recent.add('/tmp/7.forkscope');
  const again = createRecentFiles(file);
  expect(again.list()).toEqual([7, 11, 10, 9, 8, 6, 5, 4].map((number) => `${number}.forkscope`));
  expect(again.pathOf(0)).toBe('/tmp/7.forkscope');
  await again.forget('/tmp/7.forkscope');
  expect(createRecentFiles(file).list()[0]).toBe('11.forkscope');
});

test.each(['', '{', '[1]', '"text"'])('a file that says %j is an empty list', (text) => {
  writeFileSync(join(folder, 'recent.json'), text);
  expect(createRecentFiles(join(folder, 'recent.json')).list()).toEqual([]);
});

test('a folder that cannot be written to is no failure', async () => {
  const recent = createRecentFiles(join(folder, 'missing', 'recent.json'));
  await recent.add('/tmp/a.forkscope');
  expect(recent.list()).toEqual(['a.forkscope']);
});
