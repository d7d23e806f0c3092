/** The tree's picture in the real window: what a change, a frame and the first draw cost, and what is kept. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { UnstampedEvent } from '#shared/events/process-event';
import { idOf } from '#shared/tree/trees.fixture';
import { launchApp } from '../launch-app';
import { cpuMsDuring, type Figure, median, percentile } from './measure';
import { member, population, postEvenly, takeFrames, takeStage, tell } from './page-stream';

const MANY = 10_000;
const CROWD = 2_000;
const STARTS_A_SECOND = 50;
const SECONDS = 10;
/** Until what runs often is compiled. */
const WARM_SECONDS = 10;
const MINUTES = 30;
/** The first is the one it opens with. */
const LAYOUTS = ['Left to right', 'Top down', 'Rings', 'Areas'];

export async function benchGraph(): Promise<Figure[]> {
  const drawing = await onStage(async (page) => [...(await drawFigures(page)), ...(await changeFigures(page))]);
  const undrawn = await onStage(undrawnStorm);
  const living = await onStage(async (page, renderer) => [
    ...(await stormFigures(page, renderer, undrawn)),
    await memoryFigure(page),
  ]);
  return [...drawing, ...living];
}

/** In a window of its own: what has gone before is remembered for a while, and costs. */
async function onStage<Measured>(measure: (page: Page, renderer: number) => Promise<Measured>): Promise<Measured> {
  const app = await launchApp();
  try {
    const { page, electron } = app;
    await page.getByRole('treeitem').first().waitFor();
    const renderer = await electron.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
    );
    await takeStage(page);
    await unfoldAll(page);
    return await measure(page, renderer);
  } finally {
    await app.close();
  }
}

async function unfoldAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Folding' }).click();
  await page.getByRole('radio', { name: 'All', exact: true }).check({ force: true });
  await page.keyboard.press('Escape');
}

async function drawFigures(page: Page): Promise<Figure[]> {
  await tell(page, [{ kind: 'checkpoint', processes: [...population(1)] }]);
  const still = percentile(await framesOfMoving(page), 0.95);
  const first = await tell(page, [{ kind: 'checkpoint', processes: [...population(MANY)] }]);
  await page.getByRole('button', { name: 'Show everything' }).click();
  await pause(600);
  const moving = percentile(await framesOfMoving(page), 0.95);
  const name = `${MANY} processes in the window:`;
  return [
    { name: `${name} first full draw`, value: first, unit: 'ms', goal: 250 },
    { name: `${name} script in a frame of panning and zooming, 95th percentile`, value: moving, unit: 'ms', goal: 12 },
    { name: '… against the same page with a single process', value: still, unit: 'ms', ratio: moving / still },
  ];
}

/** A fork among ten thousand: all script from the message to the frame that first shows it, layout being the most of it. */
async function changeFigures(page: Page): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const name of LAYOUTS.toReversed()) {
    await page.getByRole('radio', { name, exact: true }).check({ force: true });
    await pause(1_000);
    const changes: number[] = [];
    for (let index = 0; index < 20; index += 1) {
      await takeFrames(page);
      await tell(page, [{ kind: 'fork', process: member(MANY + 1 + index, 100 + index * 200) }]);
      changes.push(Math.max(...(await takeFrames(page))));
    }
    await tell(page, [{ kind: 'checkpoint', processes: [...population(MANY)] }]);
    const figure = `${MANY} processes in the window: layout of a change and all else it asks of script, ${name.toLowerCase()}`;
    figures.push({ name: figure, value: median(changes), unit: 'ms', goal: 16 });
  }
  return figures;
}

/** From everything to single cards and back, with a drag at each step. */
async function framesOfMoving(page: Page): Promise<number[]> {
  const box = await page.getByRole('tree').boundingBox();
  if (box === null) throw new Error('There is no tree');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await takeFrames(page);
  for (const deltaY of [-120, 120]) {
    for (let step = 0; step < 24; step += 1) {
      await page.mouse.wheel(0, deltaY);
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + 40, y + 30, { steps: 4 });
      await page.mouse.move(x, y, { steps: 4 });
      await page.mouse.up();
    }
  }
  return takeFrames(page);
}

/** The same events are taken in behind another page, which draws nothing of them. */
async function undrawnStorm(page: Page, renderer: number): Promise<number> {
  await page.getByRole('radio', { name: 'Lab', exact: true }).check({ force: true });
  return stormIn(page, renderer);
}

async function stormFigures(page: Page, renderer: number, undrawn: number): Promise<Figure[]> {
  const drawn = await stormIn(page, renderer);
  const frames = await takeFrames(page);
  const name = `${STARTS_A_SECOND} starts and ends a second among ${CROWD} in the window:`;
  return [
    { name: `${name} its process`, value: drawn, unit: '% of a core', goal: 25 },
    { name: '… against drawing nothing', value: undrawn, unit: '% of a core', ratio: drawn / undrawn },
    { name: `${name} script in the longest frame`, value: Math.max(...frames), unit: 'ms', goal: 100 },
  ];
}

/** What the page's process needs of a core meanwhile, in percent. */
async function stormIn(page: Page, renderer: number): Promise<number> {
  await tell(page, [{ kind: 'checkpoint', processes: [...population(CROWD)] }]);
  const lives = Array.from({ length: (WARM_SECONDS + SECONDS) * STARTS_A_SECOND }, (_, index) =>
    lifeOf(CROWD + 1 + index),
  );
  const storm = postEvenly(page, lives, STARTS_A_SECOND);
  await pause(WARM_SECONDS * 1_000);
  await takeFrames(page);
  const cpuMs = await cpuMsDuring(() => [renderer], SECONDS);
  await storm;
  return cpuMs / (SECONDS * 10);
}

/** One starts, and the one that started half a second before ends. */
function lifeOf(pid: number): UnstampedEvent[] {
  const gone = idOf(pid - STARTS_A_SECOND / 2);
  return [
    { kind: 'fork', process: member(pid, 2 + (pid % 150), { bornInSight: true, seenAt: Date.now() }) },
    { kind: 'exit', id: gone, exit: { code: 0 } },
    { kind: 'reaped', id: gone },
  ];
}

/** Ten starts and ends a second, as fast as they go; everything bounded is full after a third of the time. */
async function memoryFigure(page: Page): Promise<Figure> {
  const session = await page.context().newCDPSession(page);
  const used = async () => {
    await session.send('HeapProfiler.collectGarbage');
    return (await session.send('Runtime.getHeapUsage')).usedSize / 1e6;
  };
  const start = Date.now();
  let pid = 100_000;
  let early = 0;
  for (let second = 0; second < MINUTES * 60; second += 10) {
    const events = Array.from({ length: 100 }, () => lifeOf(pid++)).flat();
    await tell(page, events, start + second * 1_000);
    if (second === MINUTES * 20) early = await used();
  }
  const late = await used();
  return {
    name: `memory of the window's script after ${MINUTES} simulated minutes,`,
    against: 'against a third of them',
    value: late,
    unit: 'MB',
    ratio: late / early,
    goal: 1.1,
  };
}
