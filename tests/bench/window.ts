/** The real window: how soon it knows of a fork, and what it costs while nobody looks. */
import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import type { CollectorMessage } from '#shared/ipc/contract';
import { launchApp, type RunningApp } from '../launch-app';
import { cpuMsDuring, type Figure, familyOf, median, percentile } from './measure';

const FORKS = 300;
const HIDDEN_SECONDS = 10;

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
  const app = await launchApp();
  try {
    const delays = await delaysOf(app.page);
    const hidden = await costWhileHidden(app);
    return [
      { name: 'from fork to the event in the window: median', value: median(delays), unit: 'ms', goal: 20 },
      {
        name: 'from fork to the event in the window: 95th percentile',
        value: percentile(delays, 0.95),
        unit: 'ms',
        goal: 50,
      },
      { name: 'all processes of the app while the window is hidden', value: hidden, unit: '% of a core', goal: 0.5 },
    ];
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

async function costWhileHidden({ electron, page }: RunningApp): Promise<number> {
  // Playwright makes every page believe that it is looked at; here it must know that it is not.
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: false });
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await pause(6_000);
  const main = electron.process().pid ?? 0;
  return (await cpuMsDuring(() => familyOf(main), HIDDEN_SECONDS)) / (HIDDEN_SECONDS * 10);
}
