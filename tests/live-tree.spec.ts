import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { launchApp, type RunningApp } from './launch-app';
import {
  crowdProgram,
  orphanProgram,
  parentOf,
  startPython,
  startSleep,
  type TestProcess,
  zombieProgram,
} from './processes';

let app: RunningApp;
const started: TestProcess[] = [];

test.beforeAll(async () => {
  app = await launchApp();
});

test.afterEach(async () => {
  for (const process of started.splice(0)) await process.end();
});

test.afterAll(async () => {
  expect(app.problems).toEqual([]);
  await app.close();
});

async function start(process: Promise<TestProcess>): Promise<TestProcess> {
  const running = await process;
  started.push(running);
  return running;
}

/** The card of a process, found as somebody would who hears the page. */
function card(pid: number | string) {
  return app.page.getByRole('treeitem', { name: new RegExp(`pid ${pid}\\b`) });
}

/** Brings everything into the window, then clicks the card. */
async function select(pid: number | string): Promise<void> {
  await app.page.getByRole('button', { name: 'Show everything' }).click();
  await card(pid).click();
}

/** As the counter says; others too have zombies, and end. */
async function countOf(what: RegExp): Promise<number> {
  const counter = app.page.getByRole('list', { name: 'Counters' }).getByRole('button', { name: what });
  return Number((await counter.textContent())?.replace(/\D/g, ''));
}

test('shows this very test among its ancestors', async () => {
  await expect(card(process.pid)).toBeVisible();
  await expect(card(1)).toHaveAttribute('aria-level', '1');
});

test('shows a child when it starts, and that it is gone when it ends', async () => {
  const sleep = await start(startSleep(321));
  await expect(card(sleep.pid)).toHaveAccessibleName(/^sleep, pid \d+, sleeping/);
  await sleep.end();
  await expect(card(sleep.pid)).toHaveAccessibleName(/gone/);
  await expect(card(sleep.pid)).toHaveCount(0);
});

test('shows a zombie, counts it, explains it, and sees it reaped', async () => {
  const parent = await start(startPython(zombieProgram));
  const zombie = parent.firstLine;
  await expect(card(zombie)).toHaveAccessibleName(/zombie/);
  await expect.poll(() => countOf(/zombie/)).toBeGreaterThan(0);
  await select(zombie);
  const inspector = app.page.getByRole('region', { name: 'Details' });
  await expect(inspector).toContainText('Why is it a zombie?');
  await expect(inspector).toContainText('code 7');
  await expect(inspector.getByRole('button', { name: new RegExp(String(parent.pid)) }).first()).toBeVisible();
  parent.tell();
  await expect(inspector).toContainText(/gone/i);
});

test('moves an orphan to its adopter and keeps the parent it had', async () => {
  const grandparent = await start(startPython(orphanProgram));
  const [middle, child] = grandparent.firstLine.split(' ').map(Number);
  await expect(card(child ?? 0)).toBeVisible();
  const level = await card(child ?? 0).getAttribute('aria-level');
  grandparent.tell();
  await expect(card(child ?? 0)).toHaveAccessibleName(new RegExp(`orphan, was child of ${middle}`));
  expect(parentOf(child ?? 0)).not.toBe(middle);
  expect(Number(await card(child ?? 0).getAttribute('aria-level'))).toBeLessThan(Number(level));
  await select(child ?? 0);
  const inspector = app.page.getByRole('region', { name: 'Details' });
  await expect(inspector).toContainText('Why is it an orphan?');
  await expect(inspector).toContainText(String(middle));
  process.kill(child ?? 0, 'SIGKILL');
});

test('counts a thousand that were gone at once, missing none', async () => {
  await promisify(execFile)('sh', ['-c', 'i=0; while [ $i -lt 1000 ]; do /bin/true; i=$((i+1)); done']);
  await expect.poll(() => countOf(/gone|ended/), { timeout: 60_000 }).toBeGreaterThanOrEqual(1000);
});

test('holds the picture still while paused, and catches up', async () => {
  await app.page.getByRole('button', { name: 'Pause' }).click();
  const sleep = await start(startSleep(322));
  await expect(app.page.getByText(/Paused at/)).toBeVisible();
  await expect(card(sleep.pid)).toHaveCount(0);
  await app.page.getByRole('button', { name: 'Resume' }).first().click();
  await expect(card(sleep.pid)).toBeVisible();
});

test('folds and unfolds a subtree', async () => {
  const parent = await start(startPython(zombieProgram));
  await expect(card(parent.firstLine)).toBeVisible();
  await select(parent.pid);
  await expect(card(parent.pid)).toHaveAttribute('aria-expanded', 'true');
  await app.page.keyboard.press('ArrowLeft');
  await expect(card(parent.pid)).toHaveAttribute('aria-expanded', 'false');
  await expect(card(parent.firstLine)).toHaveCount(0);
  await app.page.keyboard.press('ArrowRight');
  await expect(card(parent.firstLine)).toBeVisible();
});

test('is walked by the arrow keys alone', async () => {
  const sleep = await start(startSleep(323));
  await select(sleep.pid);
  await app.page.keyboard.press('ArrowLeft');
  await app.page.keyboard.press('Enter');
  await expect(card(process.pid)).toHaveAttribute('aria-selected', 'true');
});

test('shows odd names without harm', async () => {
  const odd = await start(
    startPython(
      "import ctypes, sys\nctypes.CDLL(None).prctl(15, b'a) \\n\\xff(b', 0, 0, 0)\nprint('named', flush=True)\nsys.stdin.readline()",
    ),
  );
  await expect(card(odd.pid)).toHaveAccessibleName(/^a\) .*LF.*\ufffd\(b, pid/);
});

test('takes 5,000 processes without losing its breath', async () => {
  const crowd = await start(startPython(crowdProgram(5_000)));
  // So wide a fan opens folded; what is folded is counted.
  await expect(card(crowd.pid)).toHaveAttribute('aria-expanded', 'false');
  await expect(app.page.getByRole('list', { name: 'Counters' })).toContainText(/[5-9],\d{3} processes/);
  await select(crowd.pid);
  await app.page.keyboard.press('ArrowRight');
  await expect(card(crowd.pid)).toHaveAttribute('aria-expanded', 'true');
  await app.page.keyboard.press('ArrowLeft');
  await expect(card(crowd.pid)).toHaveAttribute('aria-expanded', 'false');
});
