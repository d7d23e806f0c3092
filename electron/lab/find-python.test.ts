import { execFile } from 'node:child_process';
import { chmodSync, closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPythonFinder } from './find-python';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'forkscope-python-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A command that answers as an interpreter would, and counts how often it was asked. */
function install(name: string, answer: string): void {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\necho asked >> '${folder}/asked'\n${answer}\n`);
  chmodSync(path, 0o755);
}

const says = (version: string): string => `echo '["/real/python", ${version}]'`;

describe.runIf(process.platform === 'linux')('finding Python', { timeout: 30_000 }, () => {
  test('finds the interpreter itself, not a script that leads to it', async () => {
    const found = await createPythonFinder(process.env)();
    if (!found.ok) throw new Error(found.detail);
    const head = Buffer.alloc(4);
    const file = openSync(found.value, 'r');
    readSync(file, head);
    closeSync(file);
    expect(head.toString('latin1')).toBe('\x7fELF');
    const { stdout } = await promisify(execFile)(found.value, ['-c', 'print(1 + 1)']);
    expect(stdout.trim()).toBe('2');
  });

  test('says what is missing', async () => {
    expect(await createPythonFinder({ PATH: folder })()).toEqual({
      ok: false,
      code: 'python-missing',
      detail: 'python3 is not on the PATH',
    });
    expect(await createPythonFinder({})()).toMatchObject({ code: 'python-missing' });
  });

  test('says how old it is', async () => {
    install('python3', says('3, 7, 16'));
    expect(await createPythonFinder({ PATH: folder })()).toEqual({
      ok: false,
      code: 'python-too-old',
      detail: 'Python 3.7.16 (/real/python)',
    });
  });

  test('goes on to the next one when the first is broken or too old', async () => {
    install('python3', 'echo "python3: no version is set" >&2; exit 127');
    expect(await createPythonFinder({ PATH: folder })()).toMatchObject({
      code: 'python-missing',
      detail: expect.stringContaining('no version is set'),
    });
    install('python', says('3, 8, 0'));
    expect(await createPythonFinder({ PATH: folder })()).toEqual({ ok: true, value: '/real/python' });
  });

  test('asks once, but looks again for what was missing', async () => {
    const find = createPythonFinder({ PATH: folder });
    expect(await find()).toMatchObject({ code: 'python-missing' });
    install('python3', says('3, 13, 1'));
    expect(await find()).toEqual({ ok: true, value: '/real/python' });
    expect(await find()).toEqual({ ok: true, value: '/real/python' });
    expect(readFileSync(join(folder, 'asked'), 'utf8')).toBe('asked\n');
  });

  test.each(['nonsense', '[]', '["", 3, 9, 1]'])('does not believe an answer like %s', async (answer) => {
    install('python3', `echo '${answer}'`);
    expect(await createPythonFinder({ PATH: folder })()).toMatchObject({ ok: false, code: 'python-missing' });
  });
});
