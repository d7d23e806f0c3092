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

async function runIt(): Promise<void> {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
}

test('three rounds show exactly eight processes, and all of them end', async () => {
  await choose(3, /All stay/, '10s');
  await runIt();
  await expect(page.getByText('8 of 8 alive')).toBeVisible();
  const pids = pidsOfRun();
  expect(pids).toHaveLength(8);
  for (const pid of pids) await expect(card(pid)).toBeVisible();
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
  const orphans = page.getByRole('treeitem', { name: /orphan, was child of/ });
  await expect(orphans).toHaveCount(4);
  await page.getByRole('button', { name: /orphan/ }).click();
  await expect(page.getByRole('complementary', { name: 'Details' })).toContainText('subreaper');
});

test('when children leave first and nobody waits, they stay as zombies', async () => {
  await choose(2, /Children leave first/, '10s');
  await runIt();
  await expect(page.getByRole('treeitem', { name: /zombie/ })).toHaveCount(2);
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
