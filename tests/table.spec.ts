import { expect, type Page, test } from '@playwright/test';
import { launchApp, type RunningApp } from './launch-app';
import { crowdProgram, startPython, type TestProcess, zombieProgram } from './processes';

let app: RunningApp;
let page: Page;
const started: TestProcess[] = [];

test.beforeAll(async () => {
  app = await launchApp();
  page = app.page;
  await expect(page.getByRole('treeitem').first()).toBeAttached();
  await page.keyboard.press('Alt+2');
});

test.afterEach(async () => {
  for (const process of started.splice(0)) await process.end();
});

test.afterAll(async () => {
  expect(app.problems).toEqual([]);
  await app.close();
});

async function start(program: string): Promise<TestProcess> {
  const process = await startPython(program);
  started.push(process);
  return process;
}

const grid = () => page.getByRole('treegrid', { name: 'Process table' });
const rowOf = (pid: number | string) =>
  grid()
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell', { name: String(pid), exact: true }) })
    .first();

async function search(text: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Search processes' }).fill(text);
}

test('shows a process with its parent, its state and its place in the tree', async () => {
  const parent = await start(zombieProgram);
  await search(`under:${parent.pid}`);
  await expect(rowOf(parent.firstLine)).toContainText('zombie');
  const level = Number(await rowOf(parent.pid).getAttribute('aria-level'));
  await expect(rowOf(parent.firstLine)).toHaveAttribute('aria-level', String(level + 1));
  await search('');
});

test('a row that is being read stays the same element, whatever is sorted and told meanwhile', async () => {
  const busy = await start(
    'import sys, threading\nprint("ready", flush=True)\nthreading.Thread(target=sys.stdin.readline, daemon=True).start()\nwhile True: pass',
  );
  await search(`pid=${busy.pid}`);
  await grid().getByRole('columnheader', { name: 'CPU', exact: true }).getByRole('button').click();
  const row = rowOf(busy.pid);
  await expect(row).toBeVisible();
  const element = await row.elementHandle();
  const cpu = row.getByRole('gridcell').nth(4);
  const before = await cpu.textContent();
  await expect(cpu).not.toHaveText(before ?? '', { timeout: 20_000 });
  expect(await element?.evaluate((node) => node.isConnected)).toBe(true);
  expect(await row.evaluate((node, same) => node === same, element)).toBe(true);
  await grid().focus();
  await page.keyboard.press('End');
  await expect(page.getByText('Order held while you read')).toBeVisible();
  await search('');
});

test('1,500 children are 1,500 rows, of which only those in sight are elements', async () => {
  const crowd = await start(crowdProgram(1_500));
  await search(`under:${crowd.pid}`);
  await expect(page.getByText('1,501 matches')).toBeVisible({ timeout: 30_000 });
  await expect.poll(async () => Number(await grid().getAttribute('aria-rowcount'))).toBeGreaterThan(1_500);
  expect(await grid().getByRole('row').count()).toBeLessThan(100);
  await grid().focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('End');
  await expect
    .poll(async () => {
      const active = await grid().getAttribute('aria-activedescendant');
      const last = await grid().getAttribute('aria-rowcount');
      return last === (await page.locator(`[id="${active}"]`).getAttribute('aria-rowindex'));
    })
    .toBe(true);
  await search('');
});

test('the switch lists the threads of whoever is in sight, and puts them away again', async () => {
  const threads =
    'import sys, threading\n[threading.Thread(target=threading.Event().wait, daemon=True).start() for _ in range(3)]\nprint("ready", flush=True)\nsys.stdin.readline()';
  const { pid } = await start(threads);
  await search(`pid=${pid}`);
  await expect(rowOf(pid)).toBeVisible();
  const listed = grid()
    .getByRole('row')
    .filter({ hasText: /thread \d+/ });
  const turn = async (on: boolean) => {
    await page.getByRole('button', { name: 'Filters and saved searches' }).click();
    await page.getByRole('switch', { name: 'Threads, in the table' }).setChecked(on, { force: true });
    await page.keyboard.press('Escape');
  };
  await turn(true);
  await expect.poll(() => listed.count()).toBeGreaterThanOrEqual(3);
  await turn(false);
  await expect(listed).toHaveCount(0);
  await search('');
});
