/** The tree's picture in the real window: what a change, a frame and the first draw cost, and what is kept. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { stratify, tree } from 'd3';
import type { UnstampedEvent } from '#shared/events/process-event';
import { layoutTree } from '#shared/layout/layout-tree';
import { layoutKinds, type Scene } from '#shared/layout/scene';
import { buildTree } from '#shared/tree/build-tree';
import { grown, idOf, tableOf } from '#shared/tree/trees.fixture';
import { launchApp } from '../launch-app';
import { cpuMsDuring, type Figure, median, percentile } from './measure';
import { member, population, takeFrames, takeStage, tell } from './page-stream';

const MANY = 10_000;
const CROWD = 2_000;
const STARTS_A_SECOND = 50;
const SECONDS = 10;
const MINUTES = 30;
const everything = { folded: new Set<never>(), unfolded: new Set<never>(), depth: 'all' } as const;

export async function benchGraph(): Promise<Figure[]> {
  return [...layoutFigures(), ...(await windowFigures())];
}

/** A fork among ten thousand: from the table to the coordinates, in processor time, as other work would count in the other. */
function layoutFigures(): Figure[] {
  const peer = median(Array.from({ length: 15 }, () => cpuMsOf(layoutByD3)));
  const ours = layoutKinds.map((kind) => {
    let table = tableOf(...population(MANY));
    let scene: Scene | undefined;
    const times = Array.from({ length: 40 }, (_, index) => {
      table = grown(table, [{ kind: 'fork', process: member(MANY + 1 + index, 100 + index * 200) }]);
      return cpuMsOf(() => {
        const built = buildTree(table, { ghostsMs: 4_000, now: table.at, keep: undefined });
        scene = layoutTree(built, everything, { kind, merge: true }, scene);
      });
    });
    const value = median(times);
    const name = `layout of a change, ${MANY} processes, ${kind}`;
    return { name, value, unit: 'ms', goal: 16 };
  });
  return [...ours, { name: 'stratify and tree of d3 on as many bare nodes', value: peer, unit: 'ms' }];
}

const rows = population(MANY).map(({ pid, ppid }) => ({ id: String(pid), parentId: ppid === 0 ? '' : String(ppid) }));

function layoutByD3(): void {
  tree<{ id: string }>().nodeSize([20, 200])(stratify<{ id: string }>()(rows));
}

function cpuMsOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

async function windowFigures(): Promise<Figure[]> {
  const app = await launchApp();
  try {
    const { page, electron } = app;
    await page.getByRole('treeitem').first().waitFor();
    const renderer = await electron.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
    );
    await takeStage(page);
    await unfoldAll(page);
    return [...(await drawFigures(page)), ...(await stormFigures(page, renderer)), await memoryFigure(page)];
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
  const first = await tell(page, [{ kind: 'checkpoint', processes: [...population(MANY)] }]);
  await takeFrames(page);
  const changes: number[] = [];
  for (let index = 0; index < 20; index += 1) {
    await tell(page, [{ kind: 'fork', process: member(MANY + 1 + index, 3) }]);
    changes.push(Math.max(...(await takeFrames(page))));
  }
  await page.getByRole('button', { name: 'Show everything' }).click();
  await pause(600);
  const frames = await framesOfMoving(page);
  const name = `${MANY} processes in the window:`;
  return [
    { name: `${name} first full draw`, value: first, unit: 'ms', goal: 250 },
    { name: `${name} all script of a change, median`, value: median(changes), unit: 'ms' },
    {
      name: `${name} script in a frame of panning and zooming, 95th percentile`,
      value: percentile(frames, 0.95),
      unit: 'ms',
      goal: 12,
    },
  ];
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

async function stormFigures(page: Page, renderer: number): Promise<Figure[]> {
  await tell(page, [{ kind: 'checkpoint', processes: [...population(CROWD)] }]);
  await pause(1_000);
  await takeFrames(page);
  const storm = startStorm(page);
  const cpuMs = await cpuMsDuring(() => [renderer], SECONDS);
  await storm.end();
  const frames = await takeFrames(page);
  const name = `${STARTS_A_SECOND} starts and ends a second among ${CROWD} in the window:`;
  return [
    { name: `${name} its process`, value: cpuMs / (SECONDS * 10), unit: '% of a core', goal: 25 },
    { name: `${name} script in the longest frame`, value: Math.max(...frames), unit: 'ms', goal: 100 },
  ];
}

function startStorm(page: Page): { end(): Promise<void> } {
  let pid = CROWD + 1;
  let isOver = false;
  const run = async () => {
    while (!isOver) {
      void tell(page, lifeOf(pid));
      pid += 1;
      await pause(1_000 / STARTS_A_SECOND);
    }
  };
  const running = run();
  return {
    end: async () => {
      isOver = true;
      await running;
    },
  };
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
