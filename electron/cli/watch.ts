import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { arch, release } from 'node:os';
import type { CollectorStatus } from '#shared/ipc/contract';
import {
  countByKind,
  eventLine,
  headerLine,
  RECORDING_VERSION,
  type RecordingSummary,
  trailerLine,
} from '#shared/recording/recording-format';
import type { Collector } from '../collector/collector';
import { monotonicEpochMs } from '../collector/source';
import { createCollector } from '../collector/start-sources';
import { parseInterval, parseSource } from '../command-line';
import { parseOptions, UsageError } from '../usage-error';

/** Streams events in the recording format; the summary is its last line, and on stdout even when the rest went to a file. */
export async function watch(args: readonly string[]): Promise<void> {
  const options = parseOptions({
    args: [...args],
    options: {
      for: { type: 'string' },
      jsonl: { type: 'string' },
      source: { type: 'string' },
      interval: { type: 'string' },
      sampled: { type: 'boolean' },
    },
  });
  const seconds = parseSeconds(options.for);
  const source = parseSource(options.source);
  const intervalMs = parseInterval(options.interval);
  const file = options.jsonl === undefined ? undefined : await openFile(options.jsonl);
  const collector = await createCollector({ source, intervalMs, kernelEvents: options.sampled !== true });
  const output = file ?? process.stdout;
  const summary = await record(collector, output, seconds);
  output.write(trailerLine(summary));
  if (file === undefined) return;
  file.end();
  await once(file, 'close');
  process.stdout.write(trailerLine(summary));
}

function parseSeconds(text: string | undefined): number {
  if (text === undefined) throw new UsageError('--for SECONDS is needed.');
  const seconds = Number(text);
  if (seconds > 0 && Number.isFinite(seconds)) return seconds;
  throw new UsageError(`--for ${text}: give a number of seconds above 0.`);
}

/** Rejects with the system's reason when the file cannot be written. */
async function openFile(path: string): Promise<WriteStream> {
  const file = createWriteStream(path);
  await once(file, 'open');
  return file;
}

async function record(collector: Collector, output: NodeJS.WritableStream, seconds: number): Promise<RecordingSummary> {
  const startedAt = monotonicEpochMs();
  let eventsByKind: RecordingSummary['eventsByKind'] = {};
  let status: CollectorStatus | undefined;
  collector.connect((message) => {
    if (status === undefined) output.write(headerLine(header(message.status, startedAt)));
    status = message.status;
    eventsByKind = countByKind(message.events, eventsByKind);
    output.write(message.events.map(eventLine).join(''));
  });
  collector.setWatched(true);
  await until(seconds);
  await collector.look();
  collector.close();
  if (status?.failure !== undefined) throw new Error(`the process table could not be read: ${status.failure}`);
  return summarize(status, eventsByKind, monotonicEpochMs() - startedAt);
}

/** The time is over, or the person has had enough (Ctrl-C): either way what was seen is closed properly. */
async function until(seconds: number): Promise<void> {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), seconds * 1000);
  const stop = (): void => over.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  await once(over.signal, 'abort');
  clearTimeout(timer);
  process.off('SIGINT', stop).off('SIGTERM', stop);
}

function header(status: CollectorStatus, startedAt: number) {
  const host = { platform: process.platform, release: release(), architecture: arch() };
  return {
    format: 'forkscope-recording',
    version: RECORDING_VERSION,
    startedAt,
    source: status.source,
    mode: status.mode,
    host,
  } as const;
}

function summarize(
  status: CollectorStatus | undefined,
  eventsByKind: RecordingSummary['eventsByKind'],
  durationMs: number,
): RecordingSummary {
  return {
    source: status?.source ?? 'procfs',
    mode: status?.mode ?? 'sampled',
    sampledBecause: status?.sampledBecause ?? null,
    durationMs: Math.round(durationMs),
    eventsByKind,
    lost: status?.lost ?? 0,
    startsSeen: status?.startsSeen ?? 0,
    startsCounted: status?.startsCounted ?? null,
  };
}
