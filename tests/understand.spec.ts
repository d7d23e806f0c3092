import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { defaultPolicy } from '#shared/lab/policy';
import { usualLimits } from '#shared/lab/run';
import { writeSheet } from '#shared/predict/sheet';
import { LabWindow } from './lab-window';
import { launchApp, type RunningApp } from './launch-app';

let app: RunningApp;
let page: Page;

test.beforeEach(async () => {
  app = await launchApp();
  page = app.page;
  await page.getByRole('radio', { name: 'Lab', exact: true }).check({ force: true });
  await page.getByTitle('Choose a demo').click();
  await page.getByPlaceholder('Search the demos…').fill('Which outputs');
  await page.getByRole('option').first().click();
  await page.getByRole('tab', { name: 'Outputs' }).click();
});

test.afterEach(async () => {
  expect(app.problems).toEqual([]);
  await app.close();
});

const panel = () => page.getByRole('region', { name: 'Possible outputs' });
const output = () => page.getByRole('log', { name: 'Lines of the output' });

/** What was written, without the writers' pids. */
async function written(): Promise<string> {
  return ((await output().textContent()) ?? '').replace(/\d|\s/g, '');
}

test('the three outputs of demo 3 are found and realised by real processes, one after the other', async () => {
  test.setTimeout(120_000);
  await panel().getByRole('button', { name: 'Find every output' }).click();
  await expect(panel().getByText('Complete: these 3 outputs and no other')).toBeVisible({ timeout: 60_000 });
  for (const text of ['abcc', 'acbc', 'bacc']) {
    await panel()
      .getByRole('button', { name: `Realise the output ${text}` })
      .click();
    await expect.poll(written, { timeout: 30_000 }).toBe(text);
  }
  await panel().getByRole('textbox', { name: 'Is this output possible?' }).fill('bcac');
  await expect(panel().getByText('No. After "b" only "a" can come.')).toBeVisible();
  await panel().getByRole('textbox', { name: 'Is this output possible?' }).fill('bacc');
  await expect(panel().getByText(/^Yes, by \d+ turns of these processes:$/)).toBeVisible();
  await expect(panel().getByText(/^1( 1(\.1)?)+$/)).toBeVisible();
  await panel()
    .getByRole('button', { name: /^Copy for/ })
    .click();
  await expect(panel().getByText('Copied')).toBeVisible();
  const copied = JSON.parse(await app.electron.evaluate(({ clipboard }) => clipboard.readText())) as string[];
  await expect(panel().getByText(copied.join(' '), { exact: true })).toBeVisible();
  await expectNoViolations();
});

/** Every order of these takes longer to look at than a test does. */
const MANY_ORDERS = `import os
for letter in 'abc':
    os.fork()
    print(letter, end='', flush=True)
`;

/** Resolves when main has told so often how an exploration goes. */
async function toldOfProgress(times: number): Promise<void> {
  await page.evaluate(
    (wanted) =>
      new Promise<void>((resolve) => {
        let left = wanted;
        const unsubscribe = window.app.subscribe('explore:progress', () => {
          left -= 1;
          if (left > 0) return;
          unsubscribe();
          resolve();
        });
      }),
    times,
  );
}

test('an exploration goes on behind other tabs and other programs, and is shown at its own only', async () => {
  test.setTimeout(120_000);
  const lab = new LabWindow(page);
  await lab.write(MANY_ORDERS);
  await panel().getByRole('button', { name: 'Find every output' }).click();
  await expect(panel().getByRole('listitem').first()).toBeVisible({ timeout: 30_000 });
  await page.getByRole('tab', { name: 'Tree' }).click();
  await page.getByRole('tab', { name: 'Outputs' }).click();
  await expect(panel().getByRole('button', { name: 'Stop' })).toBeVisible();

  await lab.open('Which outputs');
  await toldOfProgress(2);
  await expect(panel().getByRole('button', { name: 'Find every output' })).toBeVisible();
  await expect(panel().getByRole('listitem')).toHaveCount(0);

  await lab.open('Your own program');
  await expect(panel().getByText(/outputs? so far…$/)).toBeVisible();
  await panel().getByRole('button', { name: 'Stop' }).click();
  await expect(panel().getByText(/It was stopped\.$/)).toBeVisible({ timeout: 30_000 });
  await expect(panel().getByRole('listitem').first()).toBeVisible();
});

test('what was found is still there after one output was realised and watched in the tree', async () => {
  test.setTimeout(120_000);
  await panel().getByRole('button', { name: 'Find every output' }).click();
  await page.getByRole('tab', { name: 'Tree' }).click();
  await page.getByRole('tab', { name: 'Outputs' }).click();
  await expect(panel().getByText('Complete: these 3 outputs and no other')).toBeVisible({ timeout: 60_000 });
  await panel().getByRole('button', { name: 'Realise the output acbc' }).click();
  await page.getByRole('tab', { name: 'Tree' }).click();
  await expect.poll(written, { timeout: 30_000 }).toBe('acbc');
  await page.getByRole('tab', { name: 'Outputs' }).click();
  await expect(panel().getByText('Complete: these 3 outputs and no other')).toBeVisible();
  await expect(panel().getByRole('listitem')).toHaveCount(3);
});

const questions = () => page.getByRole('region', { name: 'Predict, then see' });
const question = (text: RegExp) => questions().getByRole('group', { name: text });

async function expectNoViolations(): Promise<void> {
  // Electron cannot open the extra page that axe's default mode wants.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().include('[role=tabpanel]').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

/** Moves the focus on until it stands on what has this name. */
async function tabTo(name: string | RegExp, role: 'button' | 'spinbutton' | 'radio' | 'checkbox'): Promise<void> {
  const wanted = questions().getByRole(role, { name }).first();
  for (let presses = 0; presses < 60; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach the ${role} ${name}`);
}

/** The next dialog that asks for a file gets this one. */
async function answerDialogs(path: string): Promise<void> {
  await app.electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
  }, path);
}

test('by keyboard: a wrong prediction leads to the moment that shows why', async () => {
  test.setTimeout(120_000);
  await page.getByRole('tab', { name: 'Outputs' }).press('ArrowRight');
  await tabTo('Ask me about this program', 'button');
  await page.keyboard.press('Enter');
  await expect(question(/How many processes/)).toBeVisible({ timeout: 60_000 });
  await tabTo('number of processes', 'spinbutton');
  await page.keyboard.type('1');
  await tabTo('amount of output', 'spinbutton');
  await page.keyboard.type('4');
  for (const text of ['abcc', 'acbc', 'bacc']) {
    const box = questions().getByRole('checkbox', { name: text, exact: true });
    if ((await box.count()) > 0) await box.press('Space');
  }
  await tabTo('Run and check', 'button');
  await page.keyboard.press('Enter');
  await expect(questions().getByText(/^\d of \d right$/)).toBeVisible({ timeout: 90_000 });
  await expect(question(/How many processes/).getByText('In this run: 2.')).toBeVisible();
  await expect(question(/How many characters/).getByText('Right.', { exact: true })).toBeVisible();
  await expect(question(/Which of these can the output be/).getByText('Right.', { exact: true })).toBeVisible();
  await expectNoViolations();

  await tabTo('Show the moment', 'button');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Looking back: turn \d+ of \d+/)).toBeVisible();
  // The birth of the second process, before it has written anything.
  await expect.poll(written, { timeout: 20_000 }).not.toContain('c');
  await page.getByTitle('Choose a demo').click();
  await expect(page.getByRole('option').filter({ hasText: 'Which outputs' })).toContainText(/\d\/\d/);
});

test('a free run grades nothing and leaves no score; the run that is asked about does both', async () => {
  test.setTimeout(120_000);
  const score = () =>
    page
      .getByRole('option')
      .filter({ hasText: 'Which outputs' })
      .getByText(/^\d\/\d$/);
  const showDemos = () => page.getByTitle('Choose a demo').click();
  await page.getByRole('tab', { name: 'Questions' }).click();
  await questions().getByRole('button', { name: 'Ask me about this program' }).click();
  const processes = question(/How many processes/).getByRole('spinbutton');
  await expect(processes).toBeVisible({ timeout: 60_000 });
  await processes.fill('2');
  await page.getByRole('radio', { name: 'Free', exact: true }).check({ force: true });
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(questions().getByRole('alert')).toContainText('took other turns', { timeout: 60_000 });
  await expect(questions().getByText(/\d of \d right/)).toHaveCount(0);
  await expect(processes).toBeEnabled();
  await showDemos();
  await expect(score()).toHaveCount(0);
  await page.keyboard.press('Escape');

  await questions().getByRole('button', { name: 'Run and check' }).click();
  await expect(processes).toBeDisabled();
  await expect(questions().getByText(/^1 of \d right$/)).toBeVisible({ timeout: 90_000 });
  await expect(questions().getByRole('alert')).toHaveCount(0);
  await showDemos();
  await expect(score()).toHaveText(/^1\/\d$/);
});

test('a class: the sheet goes out as a file, the answers come back as one, and a real run grades them', async () => {
  test.setTimeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'forkscope-class-'));
  const [sheet, answers, foreign] = ['sheet.json', 'answers.json', 'foreign.json'].map((name) => join(folder, name));
  if (sheet === undefined || answers === undefined || foreign === undefined) throw new Error('no names');
  await page.getByRole('tab', { name: 'Questions' }).click();
  await questions().getByRole('button', { name: 'Ask me about this program' }).click();
  await expect(question(/How many processes/)).toBeVisible({ timeout: 60_000 });
  await answerDialogs(sheet);
  await questions().getByRole('button', { name: 'Save as question sheet…' }).click();
  await expect.poll(() => existsSync(sheet)).toBe(true);
  expect(readFileSync(sheet, 'utf8')).toContain('forkscope-questions');

  // The student, at another demo.
  await questions().getByRole('button', { name: 'Close' }).click();
  await questions().getByRole('button', { name: 'Open questions or answers…' }).click();
  await question(/How many processes/)
    .getByRole('spinbutton')
    .fill('2');
  await question(/How many characters/)
    .getByRole('spinbutton')
    .fill('3');
  await questions().getByRole('textbox', { name: 'Your name' }).fill('王小明');
  await answerDialogs(answers);
  await questions().getByRole('button', { name: 'Save my answers…' }).click();
  await expect.poll(() => existsSync(answers)).toBe(true);

  // The teacher.
  await questions().getByRole('button', { name: 'Close' }).click();
  await questions().getByRole('button', { name: 'Open questions or answers…' }).click();
  await expect(questions().getByText('Answers of 王小明')).toBeVisible();
  await expect(question(/How many processes/).getByRole('spinbutton')).toBeDisabled();
  await questions().getByRole('button', { name: 'Run and grade' }).click();
  await expect(questions().getByText(/^1 of \d right$/)).toBeVisible({ timeout: 90_000 });
  await expect(question(/How many characters/).getByText('In this run: 4.')).toBeVisible();

  writeFileSync(foreign, '{"format":"something else","version":1}');
  await answerDialogs(foreign);
  await questions().getByRole('button', { name: 'Open questions or answers…' }).click();
  await expect(questions().getByRole('alert')).toContainText('neither questions nor answers of Forkscope');
  await expect(questions().getByText('Answers of 王小明')).toBeVisible();
  rmSync(folder, { recursive: true });
});

test('while answers are graded they stand still; the search for outputs says how far it is and can be stopped', async () => {
  test.setTimeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'forkscope-sheet-'));
  const sheet = join(folder, 'sheet.json');
  const program = { kind: 'own', name: 'many.py', text: MANY_ORDERS } as const;
  const start = { program, stdout: 'pipe', gated: true, policy: defaultPolicy, limits: usualLimits } as const;
  const output = { kind: 'output', candidates: ['abcbccc', 'cba'] } as const;
  writeFileSync(sheet, writeSheet({ title: 'Many', start, seed: 1, questions: [{ kind: 'processes' }, output] }));
  await page.getByRole('tab', { name: 'Questions' }).click();
  await answerDialogs(sheet);
  await questions().getByRole('button', { name: 'Open questions or answers…' }).click();
  const processes = question(/How many processes/).getByRole('spinbutton');
  await processes.fill('8');
  await questions().getByRole('button', { name: 'Run and check' }).click();
  await expect(questions().getByText(/[1-9]\d* runs, \d+ outputs? so far…$/)).toBeVisible({ timeout: 60_000 });
  await expect(processes).toBeDisabled();
  await questions().getByRole('button', { name: 'Stop looking' }).click();
  await expect(questions().getByText('1 of 1 right')).toBeVisible({ timeout: 30_000 });
  await expect(question(/Which of these/).getByText(/^Not every output was found/)).toBeVisible();
  rmSync(folder, { recursive: true });
});

test('neither a sheet nor a program to practise on takes the place of one that is not saved, unless it may', async () => {
  test.setTimeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'forkscope-sheet-'));
  const sheet = join(folder, 'sheet.json');
  const lab = new LabWindow(page);
  const openSheet = () => questions().getByRole('button', { name: 'Open questions or answers…' }).click();
  await lab.write('import os\nos.fork()\nprint("x", flush=True)\n');
  await page.getByRole('tab', { name: 'Questions' }).click();
  await questions().getByRole('button', { name: 'Ask me about this program' }).click();
  await expect(question(/How many processes/)).toBeVisible({ timeout: 60_000 });
  await answerDialogs(sheet);
  await questions().getByRole('button', { name: 'Save as question sheet…' }).click();
  await expect.poll(() => existsSync(sheet)).toBe(true);
  await questions().getByRole('button', { name: 'Close' }).click();

  // Seen from another demo, too: there is one text of one's own.
  await lab.write('print("mine")\n');
  await lab.open('Which outputs');
  await openSheet();
  await expect(questions().getByRole('alert')).toContainText('which is not saved');
  await questions().getByRole('button', { name: 'Keep mine' }).click();
  await expect(questions().getByRole('alert')).toHaveCount(0);
  await questions().getByRole('button', { name: 'Make the program' }).click();
  await expect(questions().getByRole('alert')).toContainText('is not saved and would be replaced');
  await lab.open('Your own program');
  await expect(lab.editor()).toContainText('mine');

  await lab.gutter(1).click();
  await expect(lab.breakpoints()).toHaveCount(1);
  await openSheet();
  await questions().getByRole('button', { name: 'Replace mine' }).click();
  await expect(lab.editor()).toContainText('os.fork()');
  await expect(question(/How many processes/)).toBeVisible();
  await expect(lab.breakpoints()).toHaveCount(0);

  // What a file has given can be had again: nobody asks, until it is changed.
  await questions().getByRole('button', { name: 'Close' }).click();
  await questions().getByRole('button', { name: 'Make the program' }).click();
  await expect(question(/How many processes/)).toBeVisible({ timeout: 60_000 });
  await lab.editor().press('Control+Home');
  await page.keyboard.insertText('# mine\n');
  await openSheet();
  await expect(questions().getByRole('alert')).toContainText('which is not saved');
  rmSync(folder, { recursive: true });
});

test('a program to practise on: the same level and number give the same program with the same questions', async () => {
  test.setTimeout(120_000);
  await page.getByRole('tab', { name: 'Questions' }).click();
  const make = async () => {
    await questions().getByRole('radio', { name: 'medium' }).check({ force: true });
    await questions().getByRole('spinbutton', { name: 'Number' }).fill('7');
    await questions().getByRole('button', { name: 'Make the program' }).click();
    await expect(question(/How many processes/)).toBeVisible({ timeout: 60_000 });
    const text = await page.getByRole('textbox', { name: 'Text of the program' }).textContent();
    return [text, await questions().getByRole('group').allTextContents()];
  };
  const first = await make();
  await questions().getByRole('button', { name: 'Close' }).click();
  expect(await make()).toEqual(first);
});

test('the process graph is not drawn twice: where it fills the stage, the variables stand below', async () => {
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  const graphs = page.getByRole('region', { name: 'Process graph' });
  await expect(graphs).toHaveCount(1);
  await page.getByRole('tab', { name: 'Process graph' }).click();
  await expect(graphs).toHaveCount(1);
  await expect(page.getByText('Variables', { exact: true }).first()).toBeVisible();
});
