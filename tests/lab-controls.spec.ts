/** The lab's controls and views in the real window, one by one. One window for all: each test opens what it needs. */
import { expect, type Page, test } from '@playwright/test';
import { open } from './details';
import { eventually } from './eventually';
import { areGone, LabWindow } from './lab-window';
import { launchApp, type RunningApp } from './launch-app';

let app: RunningApp;
let page: Page;
let lab: LabWindow;

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
});

const [parent, child] = [2, 3];
const mark = (pid: number) => page.locator('.cm-marks .mark').filter({ hasText: new RegExp(`^${pid}$`) });
const view = (name: string) => page.getByRole('tab', { name, exact: true });
const card = (pid: number) => page.getByRole('treeitem', { name: new RegExp(`pid ${pid}\\b`) });
const policy = () => page.getByRole('combobox', { name: 'Who runs next when nobody clicks' });

async function turns(): Promise<number> {
  return (await lab.told()).events.filter(({ kind }) => kind === 'turn').length;
}

/** Gives the program its start, and holds it at its first line. */
async function begin(): Promise<void> {
  await lab.step().click();
  await expect(lab.held(parent)).toBeVisible();
}

const counter = 'import os\nos.fork()\nn = 0\nwhile n < 100000:\n    n += 1\n';

test('running, it is paused: no turn is given any more, until it runs on', async () => {
  await lab.write(counter);
  await lab.runAtFullSpeed();
  await eventually('it runs', async () => (await turns()) > 50);
  await lab.button('Pause').click();
  await expect(lab.run()).toBeVisible();
  await expect(lab.held(parent)).toBeVisible();
  const given = await turns();
  await page.getByRole('slider', { name: 'Speed' }).press('Home');
  await page.keyboard.press('r');
  await expect(lab.button('Pause')).toBeVisible();
  await eventually('it runs on', async () => (await turns()) > given);
  await page.keyboard.press('r');
  await expect(lab.run()).toBeVisible();
});

test('the slider sets how fast turns follow each other, also while it runs', async () => {
  await lab.write(counter);
  const slider = page.getByRole('slider', { name: 'Speed' });
  await slider.press('Home');
  await expect(slider).toHaveAttribute('aria-valuetext', '0.5 turns a second');
  await lab.run().click();
  await eventually('the first turn', async () => (await turns()) >= 1);
  const before = await turns();
  await slider.press('End');
  await expect(slider).toHaveAttribute('aria-valuetext', 'as fast as it goes');
  // At the speed before, this would take minutes.
  await eventually('hundreds of turns', async () => (await turns()) > before + 300);
});

test('it is started again: the old processes are gone, the new ones stand at the first line', async () => {
  await lab.write(counter);
  await lab.runAtFullSpeed();
  await eventually('it runs', async () => (await turns()) > 10);
  const old = await lab.pids();
  await lab.button('Restart').click();
  await expect(lab.row(new RegExp(`^Step ${parent}: line 1$`))).toBeVisible();
  await eventually('the old ones are gone', () => areGone(old));
  await lab.step().click();
  await expect(lab.row(new RegExp(`^Step ${parent}: line 2$`))).toBeVisible();
  await page.keyboard.press('Shift+R');
  await expect(lab.row(new RegExp(`^Step ${parent}: line 1$`))).toBeVisible();
});

for (const [name, order] of [
  ['Parent first', 'PPCC'],
  ['Child first', 'CCPP'],
  ['In turn', 'PCPC'],
] as const) {
  test(`who runs next: ${name}`, async () => {
    await lab.write(
      'import os\nme = "P" if os.fork() else "C"\nprint(me, end="", flush=True)\nprint(me, end="", flush=True)\n' +
        'if me == "P":\n    os.wait()\n',
    );
    await policy().selectOption({ label: name });
    await lab.runAtFullSpeed();
    await lab.ends();
    const text = ((await lab.output().textContent()) ?? '').replace(/[^PC]/g, '');
    expect(text.startsWith(order) || (name === 'In turn' && text === 'CPCP')).toBe(true);
  });
}

test('the same seed makes the same choices', async () => {
  await lab.write('import os\nos.fork()\nos.fork()\nprint(os.getpid(), flush=True)\nprint(".", flush=True)\n');
  await policy().selectOption({ label: 'Random' });
  await page.getByRole('spinbutton', { name: 'Seed of the random choice' }).fill('7');
  const outputs: string[] = [];
  for (const _again of [1, 2]) {
    await lab.runAtFullSpeed();
    await lab.ends();
    const { events } = await lab.told();
    outputs.push(events.map((event) => (event.kind === 'output' ? event.text : '')).join(''));
  }
  expect(outputs[0]).toMatch(/\d/);
  expect(outputs[1]).toBe(outputs[0]);
  await policy().selectOption({ label: 'Parent first' });
});

test('variables stand side by side, and what differs from the parent is marked', async () => {
  await lab.open('fork returns twice');
  const line = await lab.lineOf('print(f"{me}');
  await begin();
  for (const pid of [parent, child])
    await lab.give(pid, () => lab.row(new RegExp(`^Step ${pid}: line ${line}$`)).isVisible());
  await view('Variables').click();
  const table = page.getByRole('region', { name: 'Variables' });
  const cells = (name: string) => table.getByRole('row', { name: new RegExp(`^${name} `) }).getByRole('cell');
  await expect(table.getByRole('columnheader')).toHaveText([/^2/, /^3/]);
  await expect(cells('me')).toHaveText(["'parent'", "'child'"]);
  await expect(cells('x')).toHaveText(['1', '2']);
  await expect(cells('x').nth(0)).toHaveAttribute('data-differs', 'false');
  await expect(cells('x').nth(1)).toHaveAttribute('data-differs', 'true');
  await expect(cells('REFUSE').nth(1)).toHaveAttribute('data-differs', 'false');
  await view('Tree').click();
});

test('written into a pipe it comes at the end, to a terminal line by line; each piece in its writer’s colour', async () => {
  await lab.write('import os\nprint("one")\nprint("two")\nos.fork()\nos._exit(0)\n');
  for (const [kind, text] of [
    ['Terminal', 'onetwo'],
    ['Pipe', ''],
  ] as const) {
    await page.getByRole('radio', { name: kind }).check({ force: true });
    await lab.runAtFullSpeed();
    await lab.ends();
    expect(await lab.written()).toBe(text || 'Nothingwrittenyet.');
  }
  await lab.write('import os\nif os.fork():\n    os.wait()\nos.write(1, b"mine\\n")\n');
  await lab.runAtFullSpeed();
  await lab.ends();
  const runs = lab.output().locator('[data-stream]');
  await expect(runs).toHaveText([/^3mine/, /^2mine/]);
  const colourOf = (index: number) =>
    runs.nth(index).evaluate((element) => getComputedStyle(element).getPropertyValue('--own'));
  expect(await colourOf(0)).not.toBe(await colourOf(1));
});

test('a click on a mark, and a click or Enter on a card of the tree, give that process its next step', async () => {
  await lab.write('import os\nos.fork()\na = 1\nb = 2\nc = 3\nd = 4\n');
  await begin();
  await lab.give(parent, () => lab.held(child).isVisible());
  const at = (pid: number, line: number) => expect(lab.row(new RegExp(`^Step ${pid}: line ${line}$`))).toBeVisible();
  await at(parent, 3);
  await mark(child).click();
  await at(child, 4);
  await at(parent, 3);
  await card(parent).click();
  await at(parent, 4);
  await at(child, 4);
  await expect(card(parent)).toHaveAttribute('aria-selected', 'true');
  const tree = page.getByRole('tree');
  await tree.press('ArrowRight');
  await tree.press('Enter');
  await at(child, 5);
  await at(parent, 4);
  await page.getByRole('radio', { name: 'Table', exact: true }).check({ force: true });
  const cell = page.getByRole('gridcell', { name: String(child), exact: true });
  await page.getByRole('row').filter({ has: cell }).first().click();
  await at(child, 6);
  await at(parent, 4);
  await page.getByRole('radio', { name: 'Graph', exact: true }).check({ force: true });
});

test('marks that have no room stand behind a number, and are clicked there', async () => {
  await lab.write('import os\nfor _ in range(4):\n    os.fork()\na = 1\nb = 2\n');
  await begin();
  await eventually(
    'all stand at one line',
    async () => {
      if ((await lab.row(/: line 4$/).count()) === 2 ** 4) return true;
      const behind = lab.row(/^Step \d+: line [123]$/);
      if ((await behind.count()) > 0) await behind.first().click();
      return false;
    },
    60_000,
  );
  const more = page.locator('.cm-marks .more');
  await expect(more).toHaveText('+15');
  await more.click();
  const last = page.locator('.marks-more .mark').last();
  await expect(last).toBeInViewport();
  const pid = Number(await last.textContent());
  await last.click();
  await expect(lab.row(new RegExp(`^Step ${pid}: line 5$`))).toBeVisible();
  await expect(more).toHaveText('+14');
});

test('the checklist of PEP 3143 is ticked step by step', async () => {
  await lab.open('A daemon:');
  const item = (text: string) => page.getByRole('listitem').filter({ hasText: text });
  const met = (text: string) => expect(item(text)).toHaveAttribute('data-met', 'true');
  const unmet = (text: string) => expect(item(text)).toHaveAttribute('data-met', 'false');
  await lab.runTo('os.setsid()');
  await unmet('its umask is 0');
  await lab.runTo('os.umask(int(UMASK, 8))');
  await met('its working directory is /');
  await unmet('its umask is 0');
  await unmet('it handles SIGTERM');
  await lab.step().click();
  await met('its umask is 0');
  await lab.runTo('time.sleep(SECONDS)');
  for (const text of [
    'it handles SIGTERM',
    'it leads no session',
    'all inherited descriptors',
    'it holds a PID file',
  ]) {
    await met(text);
  }
});

test('parent and child of a run are compared: what fork passed on and what it did not', async () => {
  await lab.open('What a child inherits');
  await lab.runTo('os.wait()');
  // A click on who is held gives a step, too.
  await lab.held(child).click();
  await view('Details').click();
  const compared = await open(page.getByRole('region', { name: 'Details' }), 'Compare');
  const verdictOf = (key: string) =>
    compared.locator('tbody').filter({ has: page.getByRole('rowheader', { name: key, exact: true }) });
  for (const key of ['pid', 'parent', 'pending signals', 'file locks']) {
    await expect(verdictOf(key)).toContainText('Each has its own');
  }
  for (const key of ['umask', 'session', 'working folder']) await expect(verdictOf(key)).toContainText('The same');
  await view('Tree').click();
});

test('limits are set within their bounds, and hold from the next start on', async () => {
  await lab.write(
    'import os\nfor _ in range(4):\n    try:\n        os.fork()\n    except OSError as error:\n        print(error)\n',
  );
  const pill = page.getByTitle(/^Processes alive and how many there may be/);
  await pill.click();
  const processes = page.getByRole('spinbutton', { name: /^Processes/ });
  for (const [typed, taken] of [
    ['99999', '512'],
    ['0', '2'],
    ['-7', '2'],
    ['', '2'],
    ['3.4', '3'],
  ] as const) {
    await processes.fill(typed);
    await processes.press('Enter');
    await expect(processes).toHaveValue(taken);
  }
  await page.keyboard.press('Escape');
  await expect(pill).toContainText('/ 3 processes');
  await lab.runAtFullSpeed();
  await lab.ends();
  const { status, events } = await lab.told();
  expect(status).toMatchObject({ kind: 'ended', start: { limits: { processes: 3 } } });
  expect(events.some((event) => event.kind === 'refused' && event.call === 'fork')).toBe(true);
  await expect(lab.output()).toContainText('Resource temporarily unavailable');
  await pill.click();
  await processes.fill('64');
  await processes.press('Enter');
  await page.keyboard.press('Escape');
});

test('what holds the program in is named, with what bounds it in addition', async () => {
  await lab.write('pass\npass\n');
  await begin();
  await page.getByTitle(/^What holds the program in/).click();
  const box = page.getByRole('dialog', { name: 'What holds the program in' });
  const { status } = await lab.told();
  if (status.kind !== 'running') throw new Error(`the run is ${status.kind}`);
  await expect(box.locator('code')).toHaveText([...status.containment.bounds]);
  await expect(box).toContainText(`Python ${status.python}`);
  await page.keyboard.press('Escape');
});

test('a program of 5,000 lines is pasted, run to its last line, and changed there', async () => {
  const lines = Array.from({ length: 5_000 }, (_, index) => `x = ${index}`);
  await lab.write('');
  await app.electron.evaluate(({ clipboard }, text) => clipboard.writeText(text), lines.join('\n'));
  await page.keyboard.press('Control+V');
  await page.keyboard.press('Control+End');
  const last = page.locator('.cm-line').last();
  await expect(last).toHaveText('x = 4999');
  await lab.gutter(5_000).click();
  await lab.runAtFullSpeed();
  await expect(lab.row(new RegExp(`^Step ${parent}: line 5,?000$`))).toBeVisible({ timeout: 60_000 });
  await expect(mark(parent)).toBeInViewport();
  await view('Variables').click();
  await expect(page.getByRole('region', { name: 'Variables' }).getByRole('row', { name: /^x / })).toContainText('4998');
  await view('Tree').click();
  await lab.stop();
  await lab.editor().click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' + 1');
  await expect(last).toHaveText('x = 4999 + 1');
});
