/** The app as it was installed: its command, its doors, its file type (`npm run e2e:installed`). */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { launchApp } from './launch-app';

const run = promisify(execFile);
const samples = '/usr/lib/forkscope/resources/app.asar.unpacked/assets/recordings';
const sample = join(samples, readdirSync(samples).find((name) => /\.forkscope(\.gz)?$/.test(name)) ?? '');
/** As they stand in the file: the characters 0 and 1. */
const [off, on] = ['0', '1'].map((state) => state.charCodeAt(0));
let folder: string;

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'forkscope-installed-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('its doors are shut, but the one that these tests came in by', async () => {
  const fuses = await getCurrentFuseWire('/usr/lib/forkscope/forkscope-app');
  expect(fuses.version).toBe(FuseVersion.V1);
  expect(fuses[FuseV1Options.RunAsNode]).toBe(off);
  expect(fuses[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(off);
  expect(fuses[FuseV1Options.OnlyLoadAppFromAsar]).toBe(on);
  expect(fuses[FuseV1Options.EnableCookieEncryption]).toBe(on);
  expect(fuses[FuseV1Options.GrantFileProtocolExtraPrivileges]).toBe(off);
  // As mere Node it would not know these words, and with these options it would look for that file.
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--require /nowhere.js' };
  expect((await run('forkscope', ['help'], { env })).stdout).toContain('snapshot');
});

test('its command knows what the one from the sources knows', async () => {
  const { stdout: help } = await run('forkscope', ['help']);
  for (const name of ['snapshot', 'watch', 'record', 'render', 'lab']) expect(help).toContain(name);
  const { stdout: snapshot } = await run('forkscope', ['snapshot', '--json'], { maxBuffer: 1e8 });
  expect(snapshot).toContain(`"pid":${process.pid},`);
  const { stdout: lab } = await run('forkscope', ['lab', 'run', 'doubling', '--set', 'N=2']);
  expect(lab.length).toBeGreaterThan(20);
});

test('it draws a picture without a window', async () => {
  const picture = join(folder, 'tree.png');
  await run('forkscope', ['render', sample, '--format', 'png', '-o', picture]);
  expect(readFileSync(picture).subarray(1, 4).toString()).toBe('PNG');
});

test('it opens a recording that it is started with, as a double click does, and its file type is known', async () => {
  const app = await launchApp({ executable: '/usr/bin/forkscope', args: [sample] });
  await expect(app.page.getByRole('region', { name: 'The recording that is replayed' })).toBeVisible();
  expect(app.problems).toEqual([]);
  await app.close();
  const entry = readFileSync('/usr/share/applications/forkscope.desktop', 'utf8');
  expect(entry).toMatch(/^Exec=forkscope %f$/m);
  expect(entry).toMatch(/^MimeType=application\/x-forkscope;$/m);
  const types = '/usr/share/mime/globs2';
  if (existsSync(types)) expect(readFileSync(types, 'utf8')).toContain('application/x-forkscope:*.forkscope');
});
