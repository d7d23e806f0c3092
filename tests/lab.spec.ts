/** The lab in the real window, over real programs. One window for all: each test opens what it needs. */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { createPythonFinder } from '../electron/lab/find-python';
import { eventually } from './eventually';
import { areGone, LabWindow } from './lab-window';
import { launchApp, type RunningApp } from './launch-app';

let app: RunningApp;
let page: Page;
let lab: LabWindow;
const folder = mkdtempSync(join(tmpdir(), 'forkscope-lab-'));

test.beforeAll(async () => {
  app = await launchApp();
  page = app.page;
  lab = new LabWindow(page);
  await lab.turnTo();
});

test.afterEach(() => lab.stop());

test.afterAll(async () => {
  expect(app.problems).toEqual([]);
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

const [parent, child] = [2, 3];
const has = (text: string) => async () => (await lab.written()) === text;
const isSeen = (text: string | RegExp) => () => page.getByText(text).first().isVisible();

/** The orders in which the two processes of demo 3 write their letters: who writes the first, second, third letter. */
const orders = [
  { text: 'abcc', writers: [child, parent, child] },
  { text: 'acbc', writers: [child, child, parent] },
  { text: 'bacc', writers: [parent, child, child] },
] as const;

for (const { text, writers } of orders) {
  test(`demo 3 is stepped to ${text} by clicking processes`, async () => {
    await lab.open('Which outputs');
    await lab.step().click();
    await lab.give(parent, () => lab.held(child).isVisible());
    for (const [index, writer] of writers.entries()) await lab.give(writer, has(text.slice(0, index + 1)));
    // The child ends, then the parent's wait comes back.
    await lab.give(child, async () => (await lab.row(/^3, .*exited|zombie/).count()) > 0);
    await lab.give(parent, has(text));
    await lab.give(parent, isSeen('The program has ended by itself.'));
  });
}

test('four rounds of fork are sixteen processes, neither more nor fewer, and all of them end', async () => {
  await lab.open('Doubling');
  await page.getByRole('spinbutton', { name: 'rounds of fork' }).fill('4');
  await lab.runAtFullSpeed();
  await lab.ends();
  const { events, status } = await lab.told();
  expect(events.filter(({ kind }) => kind === 'fork').length).toBe(2 ** 4 - 1);
  expect(events.filter(({ kind }) => kind === 'exit').length).toBe(2 ** 4);
  expect(status).toMatchObject({ outcome: 'finished', leftover: 0 });
  const lines = (await lab.output().textContent())?.match(/I am \d+/g) ?? [];
  expect(new Set(lines).size).toBe(2 ** 4);
  expect(areGone(await lab.pids())).toBe(true);
});

test('a zombie is marked as one until it is waited for', async () => {
  await lab.open('A zombie');
  await lab.runTo('os.kill(');
  await expect(lab.row(/^3, zombie, exited with 7/)).toBeVisible();
  await expect(
    page.getByText('3 is a zombie: it has ended, and its parent 2 has not waited for it yet.'),
  ).toBeVisible();
  await expect(page.getByRole('treeitem', { name: /zombie/ })).toBeAttached();
  await lab.runTo('os.waitpid(');
  await expect(lab.row(/^3, zombie, exited with 7/)).toBeVisible();
  await lab.step().click();
  await expect(page.getByText(/^2 has waited for its child 3/)).toBeVisible();
  await expect(lab.row(/^3, exited with 7/)).toBeVisible();
  await lab.run().click();
  await lab.ends();
  await expect(lab.output()).toContainText('after SIGKILL: state Z (zombie)');
});

test('an orphan is told with its adopter, and keeps the parent it had', async () => {
  await lab.open('Orphans');
  await lab.runTo('os._exit(0)');
  await lab.held(child).click();
  await expect(page.getByText(/^4 became an orphan: its parent 3 ended, and .* adopted it/)).toBeVisible();
  await expect(page.getByRole('treeitem', { name: /^python3, pid 4, .* orphan, was child of 3$/ })).toBeAttached();
  await lab.run().click();
  await lab.ends();
});

test('a click in the gutter sets a breakpoint: running pauses there, and runs on when it is taken away', async () => {
  await lab.open('fork returns twice');
  const line = await lab.lineOf('x += 1');
  await lab.gutter(line).click();
  await expect(lab.breakpoints()).toHaveCount(1);
  await lab.runAtFullSpeed();
  await expect(
    lab
      .held(parent)
      .or(lab.held(child))
      .and(lab.row(new RegExp(`line ${line}$`))),
  ).toBeVisible();
  await expect(lab.run()).toBeVisible();
  await expect(lab.output()).not.toContainText('fork gave');
  await lab.gutter(line).click();
  await expect(lab.breakpoints()).toHaveCount(0);
  await lab.run().click();
  await lab.ends();
  await expect(lab.output()).toContainText('fork gave');
});

test('one click on stop leaves nothing', async () => {
  await lab.write('import os, time\nfor _ in range(3):\n    os.fork()\ntime.sleep(600)\n');
  await lab.runAtFullSpeed();
  await expect(lab.row(/: sleeps$/)).toHaveCount(2 ** 3);
  await lab.button('Stop').click();
  await lab.ends('You stopped the program; all its processes were ended.');
  expect(areGone(await lab.pids())).toBe(true);
});

test('looking back moves nothing on, and says so', async () => {
  await lab.open('Which outputs');
  await lab.step().click();
  await lab.give(parent, () => lab.held(child).isVisible());
  await lab.button('Look one turn back').click();
  await expect(page.getByText(/^Looking back: turn \d+ of \d+/)).toBeVisible();
  await expect(lab.step()).toBeDisabled();
  const turnShown = async () =>
    Number(/turn (\d+)/.exec((await page.getByText(/^Looking back:/).textContent()) ?? '')?.[1]);
  const [last, { events }] = [await turnShown(), await lab.told()];
  await lab.button('Look one turn back').click();
  await expect.poll(turnShown).toBe(last - 1);
  await lab.button('Look one turn forward').click();
  await expect.poll(turnShown).toBe(last);
  await page.keyboard.press('b');
  await expect.poll(turnShown).toBe(last - 1);
  await page.keyboard.press('f');
  await expect.poll(turnShown).toBe(last);
  expect((await lab.told()).events).toHaveLength(events.length);
  await lab.button('Return to now').click();
  await expect(lab.held(child)).toBeVisible();
});

test('a second step before the program has started is no second start', async () => {
  await lab.open('A chain');
  await lab.step().dblclick();
  await expect(lab.held(parent)).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a program of one’s own is opened, changed, saved and run where it lies', async () => {
  // A long path, and lines that end as on Windows.
  const path = join(mkdtempSync(join(folder, 'long '.repeat(45))), 'mine.py');
  writeFileSync(path, 'print(__file__)\r\n');
  await chooseFile(path);
  await lab.open('Your own program');
  await lab.button('Open a program…').click();
  await expect(lab.editor()).toContainText('print(__file__)');
  await expect(page.getByTitle('changed since it was saved')).toHaveCount(0);
  await lab.editor().click();
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText('print(6 * 7)\n');
  await expect(page.getByTitle('changed since it was saved')).toBeVisible();
  await lab.button('Save').click();
  await expect(page.getByTitle('changed since it was saved')).toHaveCount(0);
  expect(readFileSync(path, 'utf8')).toBe('print(__file__)\r\nprint(6 * 7)\r\n');
  await lab.runAtFullSpeed();
  await lab.ends();
  await expect(lab.output()).toContainText(path);
  await expect(lab.output()).toContainText('42');
});

test('a program whose file has vanished is not opened; what was open stays, and the alert says what to do', async () => {
  const path = join(folder, 'vanished.py');
  await chooseFile(path);
  await lab.write('print(1)\n');
  await lab.button('Open a program…').click();
  await expect(page.getByRole('alert')).toContainText('The file could not be read. Check that it is there');
  await expect(page.getByRole('alert')).toContainText(path);
  await expect(lab.editor()).toContainText('print(1)');
  writeFileSync(path, 'print(2)\n');
  await lab.button('Open a program…').click();
  await expect(lab.editor()).toContainText('print(2)');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a program that does not parse is not started; the line is shown', async () => {
  await lab.write('x = 1\nif x\n    print(x)\n');
  await lab.step().click();
  await expect(page.getByRole('alert')).toContainText('Python cannot parse line 2.');
  await expect(page.locator('.cm-line.fault')).toHaveText('if x');
});

test('what is typed reaches the program, as does the end of its input', async () => {
  await lab.write('import sys\nname = input()\nprint(name.upper(), flush=True)\nprint(repr(sys.stdin.read()))\n');
  await lab.runAtFullSpeed();
  await expect(lab.row(/^2, line 2: waits for something to read/)).toBeVisible();
  const field = page.getByRole('textbox', { name: "Type to the program's standard input" });
  await field.fill('forkscope');
  await field.press('Enter');
  await expect(lab.output()).toContainText('FORKSCOPE');
  await lab.button('End of input').click();
  await lab.ends();
  await expect(lab.output()).toContainText("''");
});

test('who is blocked says in what', async () => {
  const text = [
    'import fcntl, os, signal, tempfile, time',
    'hold, _ = os.pipe()',
    'path = tempfile.mkstemp()[1]',
    'mine = open(path)',
    'fcntl.flock(mine, fcntl.LOCK_EX)',
    'waits = [lambda: os.read(hold, 1), lambda: fcntl.flock(open(path), fcntl.LOCK_EX)]',
    'for wait in [*waits, lambda: time.sleep(600), signal.pause]:',
    '    if os.fork() == 0:',
    '        wait()',
    'os.wait()',
  ].join('\n');
  await lab.write(`${text}\n`);
  await lab.runAtFullSpeed();
  for (const [pid, line, what] of [
    [2, 10, 'waits for a child to end'],
    [3, 6, 'waits for something to read'],
    [4, 6, 'waits for a lock'],
    [5, 7, 'sleeps'],
    [6, 9, 'waits for a signal'],
  ] as const) {
    await expect(lab.row(new RegExp(`^${pid}, line ${line}: ${what}`))).toBeVisible();
  }
});

test('output over its limit is cut, and said to be', async () => {
  await lab.write('while True:\n    print("x" * 10000)\n');
  await page.getByTitle('Processes alive and how many there may be. Opens all limits.').click();
  await page.getByRole('spinbutton', { name: /^Output, KiB/ }).fill('16');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await lab.runAtFullSpeed();
  await expect(page.getByText(/A limit was reached .* 16 KiB of output/)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('Truncated: the output limit was reached.')).toBeVisible();
});

/** Buttons and fields that do not lie wholly in the window and are in no scroller that brings them there. */
function cutOff(): Promise<readonly string[]> {
  return page.evaluate(() => {
    const scrolls = (element: Element | null): boolean =>
      element !== null && (/auto|scroll/.test(getComputedStyle(element).overflowY) || scrolls(element.parentElement));
    return [...document.querySelectorAll('button, input, select, [role=slider]')]
      .filter((element) => element.checkVisibility() && !scrolls(element))
      .filter((element) => {
        const { left, top, right, bottom } = element.getBoundingClientRect();
        return left < 0 || top < 0 || right > innerWidth || bottom > innerHeight;
      })
      .map((element) => element.outerHTML);
  });
}

test.describe('in a small window', () => {
  test.afterAll(() => resizeTo(1_280, 800));

  for (const [width, height] of [
    [640, 480],
    [900, 700],
  ] as const) {
    test(`in a window of ${width} by ${height} a program is stepped, and nothing is cut off`, async () => {
      await resizeTo(width, height);
      await lab.open('fork returns twice');
      await lab.step().click();
      await expect(lab.editor()).toBeVisible();
      const section = (name: string) => page.getByRole('tab', { name, exact: true });
      await section('Processes').click();
      await expect(lab.held(parent)).toBeVisible();
      await section('Views').click();
      for (const view of ['Process graph', 'Variables', 'Outputs', 'Questions', 'Details', 'Tree']) {
        await section(view).click();
        expect(await cutOff()).toEqual([]);
      }
      await expect(page.getByRole('treeitem', { name: /pid 2\b/ })).toBeInViewport();
      await section('Lesson').click();
      await page.getByRole('button', { name: 'Answer questions about it' }).click();
      await expect(section('Questions')).toHaveAttribute('aria-selected', 'true');
      await section('Tree').click();
      await section('Output').click();
      await lab.run().click();
      await lab.ends();
      await expect(lab.output()).toContainText('fork gave');
      expect(await cutOff()).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      await expectAccessible();
      await lab.button('How it starts').click();
      await expect(page.getByRole('radio', { name: 'Terminal' })).toBeVisible();
      await page.keyboard.press('Escape');
    });
  }
});

async function resizeTo(width: number, height: number): Promise<void> {
  await app.electron.evaluate(
    ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setContentSize(to[0], to[1]),
    [width, height] as const,
  );
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([width, height]);
}

/** What the person chooses in the system's dialog from now on. */
async function chooseFile(path: string): Promise<void> {
  await app.electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, path);
}

for (const theme of ['Light', 'Dark'] as const) {
  for (const [language, step, end] of [
    ['English', 'Step', 'The program has ended by itself.'],
    ['中文', '单步', '程序自己运行结束。'],
  ] as const) {
    test(`a stepped run has no accessibility violation, ${theme}, ${language}`, async () => {
      await choose(`Appearance: ${theme}`);
      await lab.open('A zombie');
      await lab.runTo('os.waitpid(');
      await choose(language);
      await expect(page.getByRole('button', { name: step, exact: true })).toBeEnabled();
      await expect(page.locator('[data-mood=zombie]')).toHaveCount(1);
      await expectAccessible();
      await page.keyboard.press('r');
      await expect(page.getByText(end)).toBeVisible({ timeout: 60_000 });
      await choose('English');
    });
  }
}

/** By the palette, which knows every command in every language. */
async function choose(command: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').last().fill(command);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
}

async function expectAccessible(): Promise<void> {
  // Electron cannot open the extra page that axe's default mode wants.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

test('without Python, and with one that is too old, it says what to do; installed meanwhile it is found', async () => {
  const found = await createPythonFinder(process.env)();
  const python = found.ok ? found.value : '';
  const bin = join(folder, 'bin');
  const other = await launchApp({ env: { PATH: bin } });
  const there = new LabWindow(other.page);
  await there.turnTo();
  await there.step().click();
  const alert = other.page.getByRole('alert');
  await expect(alert).toContainText('Python 3 was not found on this computer.');
  await expect(alert).toContainText('sudo apt install python3');
  install(bin, `echo '["/old/python3", 3, 6, 15]'`);
  await there.step().click();
  await expect(alert).toContainText('3.8 or newer is needed');
  await expect(alert).toContainText('Python 3.6.15 (/old/python3)');
  install(bin, `exec ${python} "$@"`);
  await there.step().click();
  await expect(there.held(parent)).toBeVisible();
  const pids = await there.pids();
  expect(pids.length).toBe(2);
  await other.close();
  await eventually('closing the window in the middle of a run leaves nothing', () => areGone(pids));
  expect(other.problems).toEqual([]);
});

/** A python3 of this folder, as a line of shell. */
function install(bin: string, line: string): void {
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'python3'), `#!/bin/sh\n${line}\n`);
  chmodSync(join(bin, 'python3'), 0o755);
}
