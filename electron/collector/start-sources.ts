/** Puts a collector together: the best source there is, and why it is not a better one. */
import { readFileSync } from 'node:fs';
import { parseStartCount } from '#shared/parse/proc-text';
import { Collector } from './collector';
import { type KernelEvents, openKernelEvents } from './kernel-events';
import { createKernelTracker } from './kernel-tracker';
import { createLiveTable } from './live-table';
import { createProcfsSource } from './procfs-source';
import type { Source } from './source';

export interface CollectorOptions {
  readonly source: Source['name'];
  readonly intervalMs: number;
  /** False: not even asked for, so that looks alone are compared. */
  readonly kernelEvents: boolean;
}

export async function createCollector({ source, intervalMs, kernelEvents }: CollectorOptions): Promise<Collector> {
  const live = createLiveTable();
  if (source === 'ps-list') {
    const { createPsListSource } = await import('./ps-list-source');
    const kernel = { refused: 'ps-list knows no events' };
    return new Collector({
      source: createPsListSource(),
      live,
      tracker: undefined,
      kernel,
      intervalMs,
      countStarts: () => undefined,
    });
  }
  const procfs = createProcfsSource();
  const tracker = createKernelTracker(live, procfs);
  const kernel = kernelEvents ? await kernelEventsOrReason() : { refused: 'switched off' };
  return new Collector({ source: procfs, live, tracker, kernel, intervalMs, countStarts });
}

async function kernelEventsOrReason(): Promise<KernelEvents | { readonly refused: string }> {
  try {
    return await openKernelEvents();
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  }
}

function countStarts(): number | undefined {
  try {
    return parseStartCount(readFileSync('/proc/stat', 'utf8'));
  } catch {
    return undefined;
  }
}
