/** Looking back in the real window: by key, by event, at speed, to a birth and a death; what is kept, saved and opened. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { eventually } from './eventually';
import { launchApp, type RunningApp } from './launch-app';
import { startSleep, type TestProcess } from './processes';

const sample = join(import.meta.dirname, '..', 'assets', 'recordings', '2-orphan.forkscope.gz');

let app: RunningApp;
let page: Page;
let folder: string;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'forkscope-timeline-'));
  app = await launchApp();
  page = app.page;
});

test.afterAll(async () => {
  expect(app.problems).toEqual([]);
  await app.close();
  rmSync(folder, { recursive: true });
});

async function choose(path: string): Promise<void> {
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] });
  }, path);
}

async function turnTo(name: 'Live' | 'Lab' | 'Recordings'): Promise<void> {
  await page.getByRole('radio', { name, exact: true }).check({ force: true });
}

const strip = () => page.getByRole('region', { name: 'Timeline' });
const slider = () => page.getByRole('slider', { name: 'Moment' });
const press = (key: string) => slider().press(key);
const live = () => strip().getByRole('button', { name: 'Live' });
const card = (pid: number) => page.getByRole('treeitem', { name: new RegExp(`pid ${pid}\\b`) });
const replay = () => page.getByRole('region', { name: 'The recording that is replayed' });
const moment = async () => Number(await slider().getAttribute('aria-valuenow'));

async function saveAs(name: string, range?: string): Promise<readonly string[]> {
  await choose(join(folder, name));
  await page.getByRole('button', { name: 'Save this recording' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save this recording' });
  if (range !== undefined) await dialog.getByRole('radio', { name: range }).check({ force: true });
  await dialog.getByRole('button', { name: 'Save as…' }).click();
  await expect(dialog.getByText(`Saved as ${name}`)).toBeVisible();
  await page.keyboard.press('Escape');
  return readFileSync(join(folder, name), 'utf8').trim().split('\n');
}

test.describe('the past of this computer', () => {
  let sleeper: TestProcess;
  test.beforeAll(async () => {
    await expect(slider()).toBeVisible();
    sleeper = await startSleep(600);
    await turnTo('Live');
    await expect(card(sleeper.pid)).toBeAttached();
    await page.keyboard.press('/');
    await page.keyboard.type(`pid=${sleeper.pid}`);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'Details' }).getByRole('heading', { level: 2 })).toContainText(
      String(sleeper.pid),
    );
  });
  test.afterAll(() => sleeper.end());

  test('birth, ← before it, → to it again, End to what is live', async () => {
    await strip().getByRole('button', { name: 'To the birth of the selected process' }).click();
    await expect(strip()).toHaveAttribute('data-back', 'true');
    await expect(slider()).toHaveAttribute('aria-valuetext', /started/);
    await expect(card(sleeper.pid)).toBeAttached();
    await press('ArrowLeft');
    await expect(card(sleeper.pid)).toHaveCount(0);
    await press('ArrowRight');
    await expect(card(sleeper.pid)).toBeAttached();
    await press('End');
    await expect(live()).toHaveAttribute('aria-pressed', 'true');
    await expect(strip()).not.toHaveAttribute('data-back');
  });

  test('plays at the chosen speed until it is live again', async () => {
    await press('Home');
    const begin = await moment();
    await strip().getByRole('combobox', { name: 'Speed' }).selectOption('16');
    await press(' ');
    await expect.poll(moment).toBeGreaterThan(begin);
    await expect(live()).toHaveAttribute('aria-pressed', 'true', { timeout: 60_000 });
  });

  test('zooms in time, and saves only what is shown', async () => {
    await press('0');
    const whole = await saveAs('whole.forkscope', 'All that is kept');
    await press('ArrowLeft');
    for (let count = 0; count < 6; count++) await press('+');
    const part = await saveAs('part.forkscope', 'What the timeline shows');
    expect(part.length).toBeLessThan(whole.length);
    expect(JSON.parse(part[1] ?? '{}')).toMatchObject({ k: 'checkpoint' });
    await press('0');
    await live().click();
    await expect(live()).toHaveAttribute('aria-pressed', 'true');
  });

  test('death: the end is told, and the past outlives a reload of the window', async () => {
    await sleeper.end();
    await eventually('its end can be jumped to', async () => {
      await strip().getByRole('button', { name: 'To the end of the selected process' }).click();
      return /ended/.test((await slider().getAttribute('aria-valuetext')) ?? '');
    });
    await live().click();
    const first = Number(await slider().getAttribute('aria-valuemin'));
    await page.reload();
    await expect(slider()).toBeVisible();
    // What is kept begins with the picture of the first look's end.
    await expect.poll(async () => Number(await slider().getAttribute('aria-valuemin'))).toBeLessThan(first + 3_000);
    await expect.poll(async () => (await moment()) - first).toBeGreaterThan(6_000);
  });
});

test('a run of the lab is saved with its program, policy and seed, and opened with all that the lab showed', async () => {
  await turnTo('Lab');
  await page.getByRole('combobox', { name: 'Who runs next when nobody clicks' }).selectOption('random');
  await page.getByRole('spinbutton', { name: 'Seed of the random choice' }).fill('7');
  await page.getByRole('slider', { name: /^Speed/ }).press('End');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByText('The program has ended by itself.')).toBeVisible({ timeout: 60_000 });
  const lines = await saveAs('run.forkscope');
  const { lab } = JSON.parse(lines[0] ?? '') as { lab: { start: { policy: object }; text: string } };
  expect(lab.start.policy).toMatchObject({ name: 'random', seed: 7 });
  expect(lab.text).toContain('os.fork()');
  await turnTo('Recordings');
  await choose(join(folder, 'run.forkscope'));
  await page.getByRole('button', { name: 'Open a file…' }).click();
  await expect(replay()).toContainText('seed 7');
  await expect(page.getByRole('textbox', { name: /program/i })).toContainText('os.fork()');
  await press('End');
  await expect(page.getByRole('log', { name: 'Lines of the output' })).toContainText('fork gave');
  await press('Home');
  for (let count = 0; count < 4; count++) await press('ArrowRight');
  await expect(page.getByText('Nothing written yet.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Step', exact: true })).toHaveCount(0);
  await replay().getByRole('button', { name: 'Close' }).click();
});

test.describe('a recording is opened', () => {
  test.beforeEach(() => turnTo('Recordings'));
  test.afterEach(async () => {
    await expect(replay()).toBeVisible();
    await replay().getByRole('button', { name: 'Close' }).click();
  });

  test('from the File menu, and then from the list of those opened lately', async () => {
    await choose(sample);
    await app.electron.evaluate(({ Menu }) => {
      const file = Menu.getApplicationMenu()?.items.find(({ label }) => label === 'File');
      file?.submenu?.items[0]?.click();
    });
    await expect(replay()).toContainText('2-orphan.forkscope.gz');
    await replay().getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: '2-orphan.forkscope.gz' }).click();
  });

  test('when it is dropped onto the window', async () => {
    const bytes = [...readFileSync(sample)];
    await page.evaluate((content) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([new Uint8Array(content)], 'dropped.forkscope.gz'));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    }, bytes);
    await expect(replay()).toContainText('dropped.forkscope.gz');
  });

  test('by a second start of the app, which leaves it to the first', async () => {
    const userData = await app.electron.evaluate(({ app: running }) => running.getPath('userData'));
    const [executable = '', ...args] = await app.electron.evaluate(() => process.argv);
    const own = args.filter((arg) => !arg.startsWith('--user-data-dir') && !arg.startsWith('--remote'));
    const second = spawn(executable, [...own, `--user-data-dir=${userData}`, sample], { stdio: 'ignore' });
    await expect(replay()).toContainText('2-orphan.forkscope.gz', { timeout: 60_000 });
    await eventually('the second has ended', () => second.exitCode !== null || second.signalCode !== null);
  });
});

/** As the Electron has it that these tests run in; newer ones have the web's. */
interface OlderClipboard {
  readonly readImage?: () => { getSize(): { readonly width: number } };
}

test('a moment is copied as a picture, of text or of points', async () => {
  await turnTo('Live');
  await page.getByRole('button', { name: 'Export this moment' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export this moment' });
  await dialog.getByRole('button', { name: 'Copy' }).click();
  await expect(dialog.getByText('Copied.')).toBeVisible();
  expect(await app.electron.evaluate(({ clipboard }) => clipboard.readText())).toContain('<svg');
  await dialog.getByRole('radio', { name: 'PNG' }).check({ force: true });
  await dialog.getByRole('button', { name: 'Copy' }).click();
  const width = () =>
    app.electron.evaluate(({ clipboard }) => (clipboard as unknown as OlderClipboard).readImage?.().getSize().width);
  test.skip((await width()) === undefined, 'This Electron gives no pictures from the clipboard.');
  await expect.poll(width).toBeGreaterThan(100);
  await page.keyboard.press('Escape');
});

test('killed while it records to the disk, what it wrote is opened by the argument of the next start', async () => {
  const victim = await launchApp();
  await victim.electron.evaluate(
    ({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    },
    join(folder, 'long.forkscope'),
  );
  await victim.page.getByRole('radio', { name: 'Recordings', exact: true }).check({ force: true });
  await victim.page.getByRole('button', { name: 'Record…' }).click();
  await expect(victim.page.getByRole('button', { name: 'Stop recording' })).toBeVisible();
  const part = () => readdirSync(folder).find((name) => /^long\.forkscope\.\d+\.part$/.test(name));
  await eventually('something is written', async () => {
    await (await startSleep(1)).end();
    const name = part();
    return name !== undefined && readFileSync(join(folder, name), 'utf8').split('\n').length > 4;
  });
  const process = victim.electron.process();
  process.kill('SIGKILL');
  await eventually('it is gone', () => process.exitCode !== null || process.signalCode !== null);
  const next = await launchApp({ args: [join(folder, part() ?? '')] });
  const banner = next.page.getByRole('region', { name: 'The recording that is replayed' });
  await expect(banner).toContainText('long.forkscope');
  await expect(banner).toContainText('It was never closed');
  expect(next.problems).toEqual([]);
  await next.close();
});
