import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { readCatalogue } from './catalogue';
import { createPythonFinder } from './find-python';

const demos = join(import.meta.dirname, '../../assets/demos');
const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

/** A catalogue of one demo, changed. */
async function changed(change: (demo: Record<string, unknown>) => void): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'catalogue-'));
  folders.push(folder);
  await cp(join(demos, '01-doubling'), join(folder, '01-doubling'), { recursive: true });
  const file = join(folder, '01-doubling/demo.json');
  const demo = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  change(demo);
  await writeFile(file, JSON.stringify(demo));
  return folder;
}

describe('the catalogue', () => {
  test('has its demos in the order of their numbers, each with its program', async () => {
    const catalogue = await readCatalogue(demos);
    expect(catalogue.map(({ number }) => number)).toEqual(catalogue.map((_demo, index) => index + 1));
    expect(new Set(catalogue.map(({ id }) => id)).size).toBe(catalogue.length);
    expect(catalogue[0]).toMatchObject({ id: 'doubling', program: expect.stringContaining('\nN = 3\n') });
  });

  test('gives no program the name of a module of Python, which it would import instead', async () => {
    const ids = (await readCatalogue(demos)).map(({ id }) => id);
    const python = await createPythonFinder(process.env)();
    if (!python.ok) throw new Error(python.code);
    const question = 'import importlib.util, sys; print([n for n in sys.argv[1:] if importlib.util.find_spec(n)])';
    const { stdout } = await promisify(execFile)(python.value, ['-I', '-c', question, ...ids]);
    expect(stdout).toBe('[]\n');
  });

  test('names the file and the field of a demo that is not valid', async () => {
    const folder = await changed((demo) => {
      demo.title = { en: 'Only English' };
    });
    await expect(readCatalogue(folder)).rejects.toThrow(/01-doubling.demo\.json: title\.zh: /);
  });

  test('refuses a demo in a folder of another name', async () => {
    const folder = await changed((demo) => {
      demo.number = 2;
    });
    await expect(readCatalogue(folder)).rejects.toThrow('call for the folder 02-doubling, not 01-doubling');
  });

  test('refuses a program whose constants are not the usual values', async () => {
    const folder = await changed((demo) => {
      demo.parameters = [{ kind: 'number', name: 'N', label: { en: 'n', zh: 'n' }, least: 1, most: 8, usual: 4 }];
    });
    await expect(readCatalogue(folder)).rejects.toThrow('its constants differ from the usual values');
  });

  test('says which file is no JSON', async () => {
    const folder = await changed(() => undefined);
    await writeFile(join(folder, '01-doubling/demo.json'), '{');
    await expect(readCatalogue(folder)).rejects.toThrow(/01-doubling.demo\.json: .*JSON/);
  });
});
