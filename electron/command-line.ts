import { parseArgs } from 'node:util';
import type { CollectorOptions } from './collector/start-sources';
import { UsageError } from './usage-error';

export interface CommandLine extends CollectorOptions {
  /** Logs details, and to the terminal too. */
  readonly verbose: boolean;
}

const INTERVAL_RANGE_MS = { least: 100, most: 60_000, usual: 1_000 };

/**
 * `--source procfs|ps-list`, `--interval MILLISECONDS` (100 to 60000), `--sampled` (without the kernel's events), `--verbose`.
 * Everything else belongs to Electron and Chromium and is passed over. Throws with a sentence for the person when a value is wrong.
 */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      source: { type: 'string' },
      interval: { type: 'string' },
      sampled: { type: 'boolean' },
      verbose: { type: 'boolean' },
    },
    strict: false,
    allowPositionals: true,
  });
  return {
    source: parseSource(values.source),
    intervalMs: parseInterval(values.interval),
    kernelEvents: values.sampled === undefined || values.sampled === 'false',
    verbose: values.verbose === true,
  };
}

/** What /proc tells is the most there is; without it ps-list serves. */
export function parseSource(value: string | boolean | undefined): CollectorOptions['source'] {
  if (value === undefined) return process.platform === 'linux' ? 'procfs' : 'ps-list';
  if (typeof value === 'boolean') throw new UsageError('--source needs a value: procfs (on Linux) or ps-list');
  if (value === 'ps-list') return value;
  if (value === 'procfs' && process.platform === 'linux') return value;
  throw new UsageError(`--source ${value}: use procfs (on Linux) or ps-list`);
}

export function parseInterval(value: string | boolean | undefined): number {
  if (value === undefined) return INTERVAL_RANGE_MS.usual;
  const interval = Number(value);
  const { least, most } = INTERVAL_RANGE_MS;
  if (interval >= least && interval <= most) return interval;
  throw new UsageError(`--interval ${value}: use milliseconds from ${least} to ${most}`);
}
