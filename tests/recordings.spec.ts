/** Saving, opening and exporting in the real window, with real files. */
import { execFileSync } from 'node:child_process';
import {
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { open } from './details';
import { launchApp, type RunningApp } from './launch-app';

let app: RunningApp;
let folder: string;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'forkscope-recordings-'));
  app = await launchApp();
});

test.afterAll(async () => {
  expect(app.problems).toEqual([]);
  await app.close();
  rmSync(folder, { recursive: true });
});

/** The person chooses this file whenever a dialog asks. */
async function choose(path: string): Promise<void> {
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] });
  }, path);
}

async function turnTo(name: 'Live' | 'Recordings'): Promise<void> {
  await app.page.getByRole('radio', { name, exact: true }).check({ force: true });
}

const slider = () => app.page.getByRole('slider', { name: 'Moment' });
const replay = () => app.page.getByRole('region', { name: 'The recording that is replayed' });
const card = (pid: number) => app.page.getByRole('treeitem', { name: new RegExp(`pid ${pid}\\b`) });

test('saves what is kept, opens it again as a replay, and says that it is one', async () => {
  await choose(join(folder, 'kept.forkscope'));
  await app.page.getByRole('button', { name: 'Save this recording' }).click();
  await app.page.getByRole('dialog', { name: 'Save this recording' }).getByRole('button', { name: 'Save as…' }).click();
  await expect(app.page.getByText('Saved as kept.forkscope')).toBeVisible();
  await app.page.keyboard.press('Escape');
  expect(readdirSync(folder)).toEqual(['kept.forkscope']);
  expect(readFileSync(join(folder, 'kept.forkscope'), 'utf8')).toContain('"leftOut":"others"');
  await turnTo('Recordings');
  await app.page.getByRole('button', { name: 'Open a file…' }).click();
  await expect(replay()).toContainText('kept.forkscope');
  await expect(card(1)).toBeVisible();
  await replay().getByRole('button', { name: 'Close' }).click();
});

test('opens a sample, steps in it, exports a moment, and is accessible', async () => {
  await turnTo('Recordings');
  await app.page.getByRole('button', { name: /three forks make eight/ }).click();
  await expect(replay()).toContainText('doubling N=3');
  await slider().focus();
  await app.page.keyboard.press('End');
  await choose(join(folder, 'moment.svg'));
  await app.page.getByRole('button', { name: 'Export this moment' }).click();
  const dialog = app.page.getByRole('dialog', { name: 'Export this moment' });
  await dialog.getByRole('button', { name: 'Save as…' }).click();
  await expect(dialog.getByText('Saved as moment.svg')).toBeVisible();
  const svg = readFileSync(join(folder, 'moment.svg'), 'utf8');
  // Chromium draws it: an image that is broken has no size.
  const width = await app.page.evaluate(async (text) => {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    return image.naturalWidth;
  }, svg);
  expect(width).toBeGreaterThan(100);
  const { violations } = await new AxeBuilder({ page: app.page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  await app.page.keyboard.press('Escape');
  await replay().getByRole('button', { name: 'Close' }).click();
});

test('in a recording two processes are compared as far as was recorded, and it is said what was not', async () => {
  const { page } = app;
  await turnTo('Recordings');
  await page.getByRole('button', { name: /three forks make eight/ }).click();
  await slider().focus();
  await page.keyboard.press('End');
  await card(3).click();
  await page.getByRole('tab', { name: 'Details', exact: true }).click();
  const compare = await open(page.getByRole('region', { name: 'Details' }), 'Compare');
  await expect(compare.getByRole('row', { name: /^pid/ })).toContainText(/^pid\d+/);
  await expect(compare.locator('tbody[data-verdict=same]').getByRole('row', { name: /^session/ })).toBeVisible();
  await expect(compare).toContainText('Only what is recorded can be compared.');
  await replay().getByRole('button', { name: 'Close' }).click();
});

test('in a small window a recorded run shows one part at a time', async () => {
  await turnTo('Recordings');
  await app.page.getByRole('button', { name: /three forks make eight/ }).click();
  const resizeTo = (width: number, height: number) =>
    app.electron.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setContentSize(to[0], to[1]), [
      width,
      height,
    ] as const);
  const section = (name: string) => app.page.getByRole('tab', { name, exact: true });
  await resizeTo(640, 480);
  await section('Program').click();
  await expect(app.page.getByRole('textbox', { name: 'Text of the program' })).toBeVisible();
  await expect(section('Lesson')).toHaveCount(0);
  await slider().focus();
  await app.page.keyboard.press('End');
  await section('Output').click();
  await expect(app.page.getByRole('log')).toContainText('fork gave');
  await section('Views').click();
  await section('Tree').click();
  await expect(card(2)).toBeInViewport();
  expect(await app.page.evaluate(() => document.documentElement.scrollWidth)).toBe(640);
  await resizeTo(1_280, 800);
  await expect(section('Program')).toHaveCount(0);
  await replay().getByRole('button', { name: 'Close' }).click();
});

test('what is being opened can be cancelled, and does not come back when the rest of it has come', async () => {
  const pipe = join(folder, 'slow.forkscope');
  execFileSync('mkfifo', [pipe]);
  // Open for both, it waits for nobody (fifo(7)); its reader waits for more as long as it is open.
  const writer = openSync(pipe, constants.O_RDWR);
  const header = { format: 'forkscope-recording', version: 2, subject: 'live', startedAt: 0, source: 'procfs' };
  const host = { platform: 'linux', release: '6.1', architecture: 'x64' };
  writeSync(writer, `${JSON.stringify({ ...header, mode: 'event', host })}\n{"k":"checkpoint","t":0,"processes":[]}\n`);
  await turnTo('Recordings');
  await choose(pipe);
  await app.page.getByRole('button', { name: 'Open a file…' }).click();
  await expect(app.page.getByRole('progressbar', { name: 'Opening slow.forkscope' })).toBeVisible();
  await app.page.getByRole('button', { name: 'Cancel' }).click();
  await expect(app.page.getByRole('button', { name: 'Open a file…' })).toBeVisible();
  closeSync(writer);
  await app.page.getByRole('button', { name: /three forks make eight/ }).click();
  await expect(replay()).toContainText('doubling N=3');
  await expect(app.page.getByRole('alert')).toHaveCount(0);
  await replay().getByRole('button', { name: 'Close' }).click();
});

test('a recording to the disk is closed when it is stopped, and opens without a warning', async () => {
  await turnTo('Recordings');
  await choose(join(folder, 'disk.forkscope'));
  await app.page.getByRole('button', { name: 'Record…' }).click();
  await app.page.getByRole('button', { name: 'Stop recording' }).click();
  await expect(app.page.getByText('Recorded to disk.forkscope.')).toBeVisible();
  await app.page.getByRole('button', { name: 'Open a file…' }).click();
  await expect(replay()).toContainText('disk.forkscope');
  await expect(replay()).not.toContainText('older than');
  await expect(replay()).not.toContainText('never closed');
  await replay().getByRole('button', { name: 'Close' }).click();
});

for (const [name, text, message] of [
  ['empty.forkscope', '', 'There is nothing in it.'],
  ['other.forkscope', '\x89PNG and so on', 'It is not a recording of Forkscope.'],
  ['newer.forkscope', '{"format":"forkscope-recording","version":9}\n', 'another version of Forkscope (format 9)'],
] as const) {
  test(`says what is wrong with ${name}`, async () => {
    await turnTo('Recordings');
    writeFileSync(join(folder, name), text);
    await choose(join(folder, name));
    await app.page.getByRole('button', { name: 'Open a file…' }).click();
    await expect(app.page.getByRole('alert')).toContainText(`${name} cannot be opened`);
    await expect(app.page.getByRole('alert')).toContainText(message);
  });
}
