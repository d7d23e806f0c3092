/** The whole window by the keyboard alone: no step here touches the mouse. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { eventually } from './eventually';
import { launchApp, type RunningApp } from './launch-app';
import { startPython, startSleep, type TestProcess, zombieProgram } from './processes';

let app: RunningApp;
let page: Page;
let parent: TestProcess;
let sleep: TestProcess;

test.beforeAll(async () => {
  parent = await startPython(zombieProgram);
  sleep = await startSleep(4_321);
  app = await launchApp();
  page = app.page;
  await expect(page.getByRole('treeitem').first()).toBeAttached();
});

test.afterAll(async () => {
  expect(app.problems).toEqual([]);
  await app.close();
  await sleep.end();
  await parent.end();
});

/** Whatever was open or typed before: nothing is selected, nothing is searched for. */
test.beforeEach(async () => {
  await press('Escape', 'Escape', 'Escape', '/', 'Escape', 'Escape');
  await expect(page.locator('#query-field')).toHaveValue('');
});

/** Types into the search, from anywhere. */
async function search(text: string): Promise<void> {
  await press('/');
  await expect(field()).toBeFocused();
  await page.keyboard.type(text);
}

/** F6 goes round the parts of the window; the table is one of them. */
async function goToTable(): Promise<void> {
  await press('Alt+2');
  await expect(grid()).toBeVisible();
  await eventually('F6 has led into the table', async () => {
    if ((await focusedRole()) === 'treegrid') return true;
    await press('F6');
    return false;
  });
}

async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

const field = () => page.getByRole('combobox', { name: 'Search processes' });
const grid = () => page.getByRole('treegrid', { name: 'Process table' });
const rowOf = (pid: number | string) =>
  grid()
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell', { name: String(pid), exact: true }) });
const focusedRole = () => page.evaluate(() => document.activeElement?.getAttribute('role'));

test('/ goes to the search, which finds a process as it is typed; Enter selects it', async () => {
  await search(`pid=${sleep.pid}`);
  await expect(page.getByText('1 match', { exact: true })).toBeVisible();
  await press('Enter');
  await expect(page.getByText('1 of 1', { exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Details' })).toContainText(String(sleep.pid));
});

test('a mistake is underlined and told, and the last good search stays in force', async () => {
  await search(`pid=${sleep.pid} cpu>`);
  await expect(field()).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('“cpu” needs a value after the sign.')).toBeVisible();
  await expect(page.getByText('1 match', { exact: true })).toBeVisible();
  await press('Escape');
  await expect(field()).toHaveValue('');
});

test('suggestions are taken by arrow and Enter', async () => {
  await search('zom');
  await expect(page.getByRole('option', { name: /^zombie/ })).toBeVisible();
  await press('ArrowDown', 'Enter');
  await expect(field()).toHaveValue('zombie');
  const counter = page.getByRole('list', { name: 'Counters' }).getByRole('button', { name: /zombie/ });
  await expect(counter).toHaveAttribute('aria-pressed', 'true');
});

test('a search that finds nothing says so', async () => {
  await search('surely-nobody-is-called-that');
  await expect(page.getByText('No process matches')).toBeVisible();
  await press('Escape');
  await expect(page.getByText('No process matches')).toBeHidden();
});

test('the arrows walk, fold and unfold the table', async () => {
  await goToTable();
  await press('Home');
  const active = () => grid().getAttribute('aria-activedescendant');
  const first = await active();
  await press('ArrowDown');
  await expect.poll(active).not.toBe(first);
  await press('ArrowUp', 'ArrowLeft');
  const root = page.locator(`[id="${first}"]`);
  await expect(root).toHaveAttribute('aria-expanded', 'false');
  await press('ArrowRight');
  await expect(root).toHaveAttribute('aria-expanded', 'true');
  await press('End');
  await expect.poll(active).not.toBe(first);
  await expect(page.locator(`[id="${await active()}"]`)).toBeVisible();
});

test('in the table Enter selects, and Ctrl+C copies the row', async () => {
  await search(`pid=${sleep.pid}`);
  await goToTable();
  await press('End', 'Enter');
  await expect(rowOf(sleep.pid)).toHaveAttribute('aria-selected', 'true');
  await press('Control+c');
  const copied = await app.electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied.split('\t').slice(0, 2)).toEqual(['sleep', String(sleep.pid)]);
  expect(copied).toContain('sleep 4321');
});

test('? shows every shortcut, Escape closes it', async () => {
  await press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(dialog).toContainText('Command palette');
  await press('Escape');
  await expect(dialog).toBeHidden();
});

test('the palette finds a command in either language and a process by its pid', async () => {
  await press('Control+k');
  await page.keyboard.type(String(parent.pid));
  await expect(page.getByRole('option', { name: new RegExp(`${parent.pid}`) })).toBeVisible();
  await press('Enter');
  await expect(page.getByRole('region', { name: 'Details' })).toContainText(String(parent.pid));
  await press('Control+k');
  await page.keyboard.type('暂停');
  await press('Enter');
  await expect(page.getByText(/Paused at/)).toBeVisible();
  await press('p');
  await expect(page.getByText(/Paused at/)).toBeHidden();
});

/** Texts that are cut off without a title that tells them, and controls that lie outside the window. */
async function overflows(): Promise<readonly string[]> {
  return page.evaluate(() => {
    const problems: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>(
      'header *, [role="toolbar"] *, [data-stage] button, dialog[open] *',
    )) {
      const box = element.getBoundingClientRect();
      const isSeen = element.checkVisibility() && box.width > 2 && box.height > 2;
      if (
        !isSeen ||
        element.closest('svg, [aria-hidden="true"], [role="treegrid"], [role="tree"], [role="option"]') !== null
      )
        continue;
      const text = element.textContent?.trim() ?? '';
      const isLeaf = element.childElementCount === 0 && text !== '';
      if (
        isLeaf &&
        element.scrollWidth > element.clientWidth + 1 &&
        getComputedStyle(element).overflowX !== 'visible'
      ) {
        if (element.closest('[title]') === null) problems.push(`cut off: ${text.slice(0, 60)}`);
      }
      if (
        element.matches('button, input, select') &&
        (box.right > innerWidth + 1 || box.bottom > innerHeight + 1) &&
        element.closest('dialog') === null
      ) {
        problems.push(`outside: ${element.getAttribute('aria-label') ?? text}`);
      }
    }
    return [...new Set(problems)];
  });
}

async function choose(command: string): Promise<void> {
  await press('Control+k');
  await page.keyboard.type(command);
  await press('Enter');
}

for (const [language, theme] of [
  ['English', 'Dark'],
  ['中文', 'Light'],
  ['中文', 'Dark'],
  ['English', 'Light'],
] as const) {
  test(`is whole and accessible in ${language}, ${theme.toLowerCase()}`, async () => {
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1_280, 800));
    await choose(`Appearance: ${theme}`);
    await choose(language);
    await expect(page.locator('html')).toHaveAttribute('lang', language === '中文' ? /zh/ : /en/);
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme.toLowerCase());
    await press('Alt+3');
    await expect(page.getByRole('treegrid')).toBeVisible();
    expect(await overflows()).toEqual([]);
    await expectAccessible();
    for (const keys of ['Control+k', '?', 'Control+,']) {
      await press(keys);
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await overflows()).toEqual([]);
      await expectAccessible();
      await press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
    }
  });
}

async function expectAccessible(): Promise<void> {
  // Electron cannot open the extra page that axe's default mode wants.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}
