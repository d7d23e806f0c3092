import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { eventually } from './eventually';
import { launchApp, type RunningApp } from './launch-app';
import { commandLineOf, descendantsOf, isAlive } from './processes';

let app: RunningApp;
let page: Page;

test.beforeEach(async () => {
  app = await launchApp();
  page = app.page;
});

test.afterEach(async () => {
  expect(app.problems).toEqual([]);
  await app.close();
});

async function choose(rounds: number, variant: RegExp, hold: string): Promise<void> {
  await page.getByRole('radio', { name: String(rounds), exact: true }).check({ force: true });
  await page.getByRole('radio', { name: variant }).check({ force: true });
  await page.getByRole('radio', { name: hold, exact: true }).check({ force: true });
}

/** The processes of the run as the kernel tells them, the supervisor not among them. */
function pidsOfRun(): number[] {
  return descendantsOf(app.electron.process().pid ?? 0).filter(
    (pid) => /supervisor.*doubling\.py/.test(commandLineOf(pid)) === false && /doubling\.py/.test(commandLineOf(pid)),
  );
}

function card(pid: number) {
  return page.getByRole('treeitem', { name: new RegExp(`pid ${pid}\\b`) });
}

function runPanel() {
  return page.getByRole('region', { name: 'Run a program' });
}

async function runIt(): Promise<void> {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
}

test('three rounds show exactly eight processes, and all of them end', async () => {
  await choose(3, /All stay/, '10s');
  await runIt();
  await expect(page.getByText('8 of 8 alive')).toBeVisible();
  const pids = pidsOfRun();
  expect(pids).toHaveLength(8);
  for (const pid of pids) await expect(card(pid)).toBeInViewport();
  await expect(page.getByText(/The run is over/)).toBeVisible({ timeout: 30_000 });
  expect(pids.filter(isAlive)).toEqual([]);
});

test('one click ends all of a run', async () => {
  await choose(4, /All stay/, '1m');
  await runIt();
  await expect(page.getByText('16 of 16 alive')).toBeVisible();
  const pids = pidsOfRun();
  expect(pids).toHaveLength(16);
  await page.getByRole('button', { name: /Stop/ }).click();
  await expect(page.getByText(/You stopped the run/)).toBeVisible();
  await eventually('all are gone', () => pids.every((pid) => !isAlive(pid)));
});

test('when parents leave first, their children are orphans of a subreaper', async () => {
  await choose(3, /Parents leave first/, '10s');
  await runIt();
  await expect(runPanel().getByText('4 orphans')).toBeVisible();
  await expect.poll(() => pidsOfRun().length).toBe(4);
  for (const pid of pidsOfRun()) await expect(card(pid)).toHaveAccessibleName(/orphan, was child of/);
  await card(pidsOfRun()[0] ?? 0).click();
  await expect(page.getByRole('region', { name: 'Details' })).toContainText('subreaper');
});

test('when children leave first and nobody waits, they stay as zombies', async () => {
  await choose(2, /Children leave first/, '10s');
  await runIt();
  await expect(runPanel().getByText('2 zombies')).toBeVisible();
  // Two of the four live on; each has a zombie for a child.
  await expect.poll(() => pidsOfRun().length).toBe(2);
  const zombies = descendantsOf(app.electron.process().pid ?? 0).filter((pid) => commandLineOf(pid) === '');
  expect(zombies).toHaveLength(2);
  for (const pid of zombies) await expect(card(pid)).toHaveAccessibleName(/zombie/);
});

test('nothing of a run outlives the app', async () => {
  await choose(3, /All stay/, '1m');
  await runIt();
  await expect(page.getByText('8 of 8 alive')).toBeVisible();
  const pids = pidsOfRun();
  await app.electron.close();
  await eventually('all are gone', () => pids.every((pid) => !isAlive(pid)));
});

test('without python3 the button says what is missing', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'forkscope-empty-'));
  const bare = await launchApp({ env: { PATH: empty } });
  try {
    await bare.page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(bare.page.getByText('Python 3 was not found on this computer', { exact: false })).toBeVisible();
  } finally {
    await bare.close();
    rmSync(empty, { recursive: true });
  }
});
