/** The real window: how soon it knows of a fork, and what it costs while nobody looks. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import type { CollectorMessage } from '#shared/ipc/contract';
import { launchApp } from '../launch-app';
import { cpuMsDuring, type Figure, familyOf, median, percentile } from './measure';

const FORKS = 300;
const HIDDEN_SECONDS = 10;
const SHOWN_MS = 6_000;

/** Forks now and then, and prints for each the child's pid and the time just before, in milliseconds since the epoch. */
const forker = `
import os, random, time
for _ in range(${FORKS}):
    time.sleep(random.uniform(0.01, 0.05))
    at = time.time() * 1000
    pid = os.fork()
    if pid == 0:
        time.sleep(0.1)
        os._exit(0)
    print(pid, at)
    try:
        while os.waitpid(-1, os.WNOHANG)[0]: pass
    except ChildProcessError:
        pass
`;

export async function benchWindow(): Promise<Figure[]> {
  const delays = await delaysInTheWindow();
  const fromFork = 'from fork to the event in the window:';
  return [
    { name: `${fromFork} median`, value: median(delays), unit: 'ms', goal: 20 },
    { name: `${fromFork} 95th percentile`, value: percentile(delays, 0.95), unit: 'ms', goal: 50 },
    {
      name: 'all processes of the app while the window is hidden',
      value: await costWhileHidden(),
      unit: '% of a core',
      goal: 0.5,
    },
  ];
}

async function delaysInTheWindow(): Promise<number[]> {
  const app = await launchApp();
  try {
    return await delaysOf(app.page);
  } finally {
    await app.close();
  }
}

type Arrivals = { [pid: number]: number };

/** Listens beside the app on the collector's port, so that the time is that of the message's arrival. */
async function delaysOf(page: Page): Promise<number[]> {
  await page.addInitScript(() => {
    const arrivals: Arrivals = {};
    (globalThis as { arrivals?: Arrivals }).arrivals = arrivals;
    const note = ({ data }: MessageEvent<CollectorMessage>): void => {
      const now = performance.timeOrigin + performance.now();
      for (const event of data.events) if (event.kind === 'fork') arrivals[event.process.pid] = now;
    };
    window.addEventListener('message', ({ data, ports }) => {
      if (data?.kind === 'collector-port') ports[0]?.addEventListener('message', note);
    });
  });
  await page.reload();
  await page.getByRole('treeitem').first().waitFor();
  const { stdout } = await promisify(execFile)('python3', ['-c', forker]);
  await pause(1_500);
  const arrivals = await page.evaluate(() => (globalThis as { arrivals?: Arrivals }).arrivals ?? {});
  return stdout
    .trim()
    .split('\n')
    .map((line) => {
      const [pid = 0, at = 0] = line.split(' ').map(Number);
      return (arrivals[pid] ?? Number.POSITIVE_INFINITY) - at;
    });
}

/** Hides its window by itself: a page that Playwright drives believes that it is always looked at. */
const hidingMain = (main: string) => `
import { app, BrowserWindow } from 'electron';
await import(${JSON.stringify(main)});
app.on('browser-window-created', (_event, window) => {
  window.once('show', () => setTimeout(() => window.hide(), ${SHOWN_MS}));
});`;

async function costWhileHidden(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'forkscope-bench-'));
  const main = pathToFileURL(join(import.meta.dirname, '../../out/main/main.js')).href;
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'forkscope', type: 'module', main: 'main.mjs' }));
  writeFileSync(join(folder, 'main.mjs'), hidingMain(main));
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = spawn(process.env.FORKSCOPE_ELECTRON ?? '', [...sandbox, folder, `--user-data-dir=${folder}`], {
    stdio: 'ignore',
  });
  try {
    await pause(2 * SHOWN_MS);
    return (await cpuMsDuring(() => familyOf(app.pid ?? 0), HIDDEN_SECONDS)) / (HIDDEN_SECONDS * 10);
  } finally {
    app.kill();
    await once(app, 'exit');
    rmSync(folder, { recursive: true, force: true });
  }
}
