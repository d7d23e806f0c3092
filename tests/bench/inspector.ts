/** The inspector: how soon it shows what it knows, of a huge process too, and what it costs while it is open on a busy one. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { launchApp, type RunningApp } from '../launch-app';
import { startPython, type TestProcess } from '../processes';
import { cpuMsDuring, type Figure, familyOf, median } from './measure';

const SELECTIONS = 12;
const ROUNDS = 4;
const SECONDS = 8;
const SETTLE_MS = 4_000;
/** A selection that takes longer than this has failed. */
const LIMIT_MS = 20_000;
const DESCRIPTORS = 100_000;

/** Half a core, with input and output, so that every figure changes at each look. */
const busy = `
import os, time
print('ready', flush=True)
while True:
    end = time.time() + 0.05
    while time.time() < end: os.stat('/')
    time.sleep(0.05)`;

const idle = "print('ready', flush=True)\nimport sys\nsys.stdin.readline()";

/** As many descriptors as the hard limit lets it have, which it prints, and an environment of a megabyte. */
const huge = `
import os, resource, sys
if 'V0' not in os.environ:
    many = {f'V{at}': 'x' * 1200 for at in range(900)}
    os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], {**os.environ, **many})
hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
most = ${DESCRIPTORS} if hard == resource.RLIM_INFINITY else min(hard, ${DESCRIPTORS})
resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
null = os.open('/dev/null', os.O_RDONLY)
while os.dup(null) < most - 1: pass
print(most, flush=True)
sys.stdin.readline()`;

export async function benchInspector(): Promise<Figure[]> {
  const crowd = await Promise.all(Array.from({ length: SELECTIONS }, () => startPython(idle)));
  const load = await startPython(busy);
  const app = await launchApp();
  try {
    await app.page.getByRole('treeitem').first().waitFor();
    const usual = await selectEach(app.page, crowd);
    const cost = await costBeyondNone(app, load.pid);
    const giants = await openGiant(app.page);
    await openSections(app.page, /./);
    const costOfAll = await costBeyondNone(app, load.pid);
    const whole = await selectEach(app.page, crowd);
    return [
      ...selectionFigures('usual sections', usual),
      ...selectionFigures('every section open', whole),
      costFigure('usual sections', cost),
      costFigure('every section open', costOfAll),
      ...giants,
    ];
  } finally {
    await app.close();
    for (const one of [...crowd, load]) await one.end();
  }
}

function selectionFigures(what: string, times: readonly Times[]): Figure[] {
  return [
    { name: `selecting, ${what}: first facts`, value: median(times.map(({ first }) => first)), unit: 'ms', goal: 50 },
    { name: `selecting, ${what}: all facts`, value: median(times.map(({ all }) => all)), unit: 'ms', goal: 200 },
  ];
}

function costFigure(what: string, value: number): Figure {
  return { name: `open on a busy process, ${what}, beyond none open`, value, unit: '% of a core', goal: 2 };
}

interface Times {
  readonly first: number;
  readonly all: number;
}

/** From the key that selects to the heading, and to the last fact that was being read, watched in the page itself. */
async function selectEach(page: Page, processes: readonly TestProcess[]): Promise<readonly Times[]> {
  const times: Times[] = [];
  for (const { pid } of processes) {
    await search(page, `pid=${pid}`);
    // Before the key is sent: what the page has not been told to watch for it would miss.
    await page.evaluate(watchSelection, { pid, limitMs: LIMIT_MS });
    await page.keyboard.press('Enter');
    times.push(await page.evaluate(() => (globalThis as unknown as { selected: Promise<Times> }).selected));
  }
  return times;
}

async function search(page: Page, text: string): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
  await pause(500);
}

function watchSelection({ pid, limitMs }: { pid: number; limitMs: number }): void {
  const selected = new Promise<Times>((resolve, reject) => {
    let begin = 0;
    let first = 0;
    addEventListener('keydown', () => (begin = performance.now()), { capture: true, once: true });
    const look = () => {
      const details = document.querySelector('section[aria-label=Details]');
      const isShown = begin > 0 && (details?.querySelector('h2')?.textContent?.includes(String(pid)) ?? false);
      if (isShown && first === 0) first = performance.now() - begin;
      const text = details?.textContent ?? '';
      if (isShown && !text.includes('reading…')) resolve({ first, all: performance.now() - begin });
      else if (begin > 0 && performance.now() - begin > limitMs) reject(new Error(`${pid} still reads: ${text}`));
      else requestAnimationFrame(look);
    };
    look();
  });
  Object.assign(globalThis, { selected });
}

/** In percent of a core: all processes of the app with this one selected, beyond the same picture with none, by turns. */
async function costBeyondNone({ page, electron }: RunningApp, pid: number): Promise<number> {
  const cost = async () => {
    await pause(SETTLE_MS);
    return (await cpuMsDuring(() => familyOf(electron.process().pid ?? 0), SECONDS)) / (SECONDS * 10);
  };
  const beyond: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await search(page, `pid=${pid}`);
    await page.keyboard.press('Enter');
    const open = await cost();
    await page.getByRole('button', { name: 'Clear the selection' }).click();
    await page.keyboard.press('/');
    beyond.push(open - (await cost()));
  }
  return median(beyond);
}

async function openSections(page: Page, name: RegExp): Promise<void> {
  const folded = page
    .getByRole('region', { name: 'Details' })
    .getByRole('heading', { level: 3 })
    .getByRole('button', { name, expanded: false });
  while ((await folded.count()) > 0) await folded.first().click();
}

/** Its descriptors would be searched for the ends of others' pipes: it is there only as long as it is measured. */
async function openGiant(page: Page): Promise<Figure[]> {
  const giant = await startPython(huge);
  try {
    return await openHuge(page, giant);
  } finally {
    await giant.end();
  }
}

/** How long until all of it has come, and the longest that the page stood still meanwhile. */
async function openHuge(page: Page, { pid, firstLine }: TestProcess): Promise<Figure[]> {
  await search(page, `pid=${pid}`);
  await page.keyboard.press('Enter');
  const count = Number(firstLine);
  const note = count < DESCRIPTORS ? { note: `the hard limit allows only ${count}` } : {};
  const descriptors = await timeUntil(page, 'Descriptors', `${count.toLocaleString('en')} of`);
  await page.getByRole('button', { name: /^Descriptors/ }).click();
  const environment = await timeUntil(page, 'Environment', 'Show more');
  await page.getByRole('button', { name: /^Environment/ }).click();
  return [
    { name: `${count} descriptors: all of them`, value: descriptors.all, unit: 'ms', ...note },
    { name: `${count} descriptors: longest standstill`, value: descriptors.standstill, unit: 'ms', goal: 100 },
    { name: '1 MB environment: first values', value: environment.all, unit: 'ms', goal: 200 },
    { name: '1 MB environment: longest standstill', value: environment.standstill, unit: 'ms', goal: 100 },
  ];
}

interface Opening {
  readonly all: number;
  readonly standstill: number;
}

async function timeUntil(page: Page, section: string, text: string): Promise<Opening> {
  await page.evaluate(watchOpening, { section, text, limitMs: LIMIT_MS });
  await page.getByRole('button', { name: new RegExp(`^${section}`) }).click();
  return page.evaluate(() => (globalThis as unknown as { opened: Promise<Opening> }).opened);
}

function watchOpening({ section, text, limitMs }: { section: string; text: string; limitMs: number }): void {
  const opened = new Promise<Opening>((resolve, reject) => {
    addEventListener(
      'click',
      () => {
        const begin = performance.now();
        let [last, standstill] = [begin, 0];
        const look = () => {
          const now = performance.now();
          [last, standstill] = [now, Math.max(standstill, now - last)];
          const shown = document.querySelector(`section[aria-label=${section}]`)?.textContent ?? '';
          if (shown.includes(text)) resolve({ all: now - begin, standstill });
          else if (now - begin > limitMs) reject(new Error(`${section} never says ${text}: ${shown.slice(0, 200)}`));
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      },
      { capture: true, once: true },
    );
  });
  Object.assign(globalThis, { opened });
}
