/** What the app costs, sampled from outside; and what the collector says of itself, overheard in the page. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { CollectorMessage, CollectorStatus } from '#shared/ipc/contract';
import { descendantsOf } from '../processes';

export interface Sample {
  readonly at: number;
  readonly megabytes: number;
  /** Of a processor, since the sample before. */
  readonly cpuPercent: number;
}

/** Those of the app, without what it runs in the lab. */
function familyOf(main: number): readonly number[] {
  return [main, ...descendantsOf(main)].filter((pid) => /electron|forkscope/.test(commandOf(pid)));
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] ?? '';
  } catch {
    return '';
  }
}

/** Proportional: what several share counts once. */
function kilobytesOf(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

function cpuMsOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return 0;
  }
}

export function createSampler(main: number): () => Sample {
  let before = { at: performance.now(), cpu: new Map<number, number>() };
  return () => {
    const pids = familyOf(main);
    const at = performance.now();
    const cpu = new Map(pids.map((pid) => [pid, cpuMsOf(pid)]));
    let used = 0;
    for (const [pid, ms] of cpu) used += ms - (before.cpu.get(pid) ?? ms);
    const cpuPercent = (100 * used) / (at - before.at);
    before = { at, cpu };
    return { at, megabytes: pids.reduce((sum, pid) => sum + kilobytesOf(pid), 0) / 1024, cpuPercent };
  };
}

type Overheard = { collector?: CollectorStatus };

/** Keeps little of the past, so that what is bounded is full early; takes effect when the page is loaded again. */
export async function overhear(page: Page): Promise<void> {
  await page.addInitScript(() => {
    localStorage.setItem('settings', JSON.stringify({ state: { keepMinutes: 1, keepMegabytes: 25 }, version: 0 }));
    window.addEventListener('message', ({ data, ports }) => {
      if (data?.kind !== 'collector-port') return;
      ports[0]?.addEventListener('message', (event: MessageEvent<CollectorMessage>) => {
        (globalThis as Overheard).collector = event.data.status;
      });
    });
  });
  const tree = page.getByRole('treeitem').first();
  await tree.waitFor({ state: 'attached' });
  await page.reload();
  await tree.waitFor({ state: 'attached' });
}

export function collectorStatus(page: Page): Promise<CollectorStatus | undefined> {
  return page.evaluate(() => (globalThis as Overheard).collector);
}
