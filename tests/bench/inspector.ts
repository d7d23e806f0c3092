/** The inspector: how soon it shows what it knows, and what it costs while it is open on a busy process. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { launchApp, type RunningApp } from '../launch-app';
import { startPython, type TestProcess } from '../processes';
import { cpuMsDuring, type Figure, familyOf, median } from './measure';

const SELECTIONS = 12;
const SECONDS = 10;
const SETTLE_MS = 4_000;

/** Half a core, with input and output, so that every figure changes at each look. */
const busy = `
import os, time
print('ready', flush=True)
while True:
    end = time.time() + 0.05
    while time.time() < end: os.stat('/')
    time.sleep(0.05)`;

export async function benchInspector(): Promise<Figure[]> {
  const crowd = await Promise.all(Array.from({ length: SELECTIONS }, () => startPython(busyless)));
  const load = await startPython(busy);
  const app = await launchApp();
  try {
    await app.page.getByRole('treeitem').first().waitFor();
    const times = await selectEach(app.page, crowd);
    const open = await costWith(app, load.pid);
    const closed = await costWith(app, undefined);
    return [
      { name: 'selecting: first facts', value: median(times.map(({ first }) => first)), unit: 'ms', goal: 50 },
      { name: 'selecting: all facts', value: median(times.map(({ all }) => all)), unit: 'ms', goal: 200 },
      {
        name: 'inspector open on a busy process, beyond none open',
        value: open - closed,
        unit: '% of a core',
        goal: 2,
      },
    ];
  } finally {
    await app.close();
    for (const one of [...crowd, load]) await one.end();
  }
}

const busyless = "print('ready', flush=True)\nimport sys\nsys.stdin.readline()";

interface Times {
  readonly first: number;
  readonly all: number;
}

/** From the key that selects to the heading, and to the last fact that was being read, watched in the page itself. */
async function selectEach(page: Page, processes: readonly TestProcess[]): Promise<readonly Times[]> {
  const times: Times[] = [];
  for (const { pid } of processes) {
    await page.keyboard.press('/');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(`pid=${pid}`);
    await pause(500);
    const measured = page.evaluate(watchSelection, pid);
    await page.keyboard.press('Enter');
    times.push(await measured);
  }
  return times;
}

function watchSelection(pid: number): Promise<Times> {
  return new Promise((resolve) => {
    let begin = 0;
    let first = 0;
    addEventListener('keydown', () => (begin = performance.now()), { capture: true, once: true });
    const look = () => {
      const details = document.querySelector('[aria-label=Details]');
      const isShown = begin > 0 && (details?.querySelector('h2')?.textContent?.includes(String(pid)) ?? false);
      if (isShown && first === 0) first = performance.now() - begin;
      const isReading = details?.textContent?.includes('reading…') ?? true;
      if (isShown && !isReading) resolve({ first, all: performance.now() - begin });
      else requestAnimationFrame(look);
    };
    look();
  });
}

/** All processes of the app, with this one selected or with none. */
async function costWith({ page, electron }: RunningApp, pid: number | undefined): Promise<number> {
  await page.keyboard.press('/');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(pid === undefined ? ' ' : `pid=${pid}`);
  await page.keyboard.press('Enter');
  if (pid === undefined) {
    await page.keyboard.press('Escape');
    const clear = page.getByRole('button', { name: 'Clear the selection' });
    if (await clear.isVisible()) await clear.click();
  }
  await pause(SETTLE_MS);
  return (await cpuMsDuring(() => familyOf(electron.process().pid ?? 0), SECONDS)) / (SECONDS * 10);
}
