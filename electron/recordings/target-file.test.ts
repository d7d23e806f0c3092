/** What stands where a file is to be written: a link, a pipe, a file that is nobody else's business, a folder. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTextWriter } from './recording-writer';
import { writeWhole } from './writable-files';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'forkscope-target-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function writeByPieces(path: string, text: string): Promise<void> {
  const writer = await openTextWriter(path);
  await writer.write(text);
  await writer.close();
}

for (const [how, write] of [
  ['at once', writeWhole],
  ['piece by piece', writeByPieces],
] as const) {
  describe(`written ${how}`, () => {
    test('a file keeps its mode, whatever the umask', async () => {
      const path = join(folder, 'secret');
      writeFileSync(path, 'old');
      for (const mode of [0o600, 0o666, 0o640]) {
        spawnSync('chmod', [mode.toString(8), path]);
        await write(path, 'new');
        expect(statSync(path).mode & 0o777).toBe(mode);
      }
      expect(readFileSync(path, 'utf8')).toBe('new');
      expect(readdirSync(folder)).toEqual(['secret']);
    });

    test.skipIf(process.getuid?.() !== 0)('a file that root writes stays whose it was', async () => {
      const path = join(folder, 'of-nobody');
      writeFileSync(path, 'old', { mode: 0o640 });
      chownSync(path, 65_534, 65_533);
      await write(path, 'new');
      expect(statSync(path)).toMatchObject({ uid: 65_534, gid: 65_533, mode: 0o100640 });
    });

    test('a link stays a link, and what it leads to is written, be it there or not', async () => {
      mkdirSync(join(folder, 'far'));
      for (const name of ['there', 'not-yet']) {
        if (name === 'there') writeFileSync(join(folder, 'far', name), 'old');
        symlinkSync(join('far', name), join(folder, name));
        await write(join(folder, name), 'new');
        expect(lstatSync(join(folder, name)).isSymbolicLink()).toBe(true);
        expect(readFileSync(join(folder, 'far', name), 'utf8')).toBe('new');
      }
      expect(readdirSync(join(folder, 'far'))).toEqual(['not-yet', 'there']);
    });

    test.skipIf(process.platform === 'win32')('a pipe stays a pipe, and its reader gets everything', async () => {
      const path = join(folder, 'pipe');
      spawnSync('mkfifo', [path]);
      const reader = spawn('cat', [path], { stdio: ['ignore', 'pipe', 'inherit'] });
      let read = '';
      reader.stdout.setEncoding('utf8').on('data', (text: string) => {
        read += text;
      });
      await Promise.all([write(path, 'x'.repeat(200_000)), once(reader, 'close')]);
      expect(read.length).toBe(200_000);
      expect(lstatSync(path).isFIFO()).toBe(true);
      expect(readdirSync(folder)).toEqual(['pipe']);
    });

    test('a folder is refused, and stays', async () => {
      await expect(write(folder, 'text')).rejects.toMatchObject({ code: 'EISDIR' });
      expect(readdirSync(folder)).toEqual([]);
    });
  });
}

test('what is given up leaves a pipe where it is', async () => {
  const path = join(folder, 'pipe');
  spawnSync('mkfifo', [path]);
  const reader = spawn('cat', [path], { stdio: 'ignore' });
  const writer = await openTextWriter(path);
  await writer.write('text');
  await writer.abandon();
  await once(reader, 'close');
  expect(lstatSync(path).isFIFO()).toBe(true);
});
