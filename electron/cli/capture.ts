/** What `watch` and `record` have in common: a collector that runs for a while, and what is to be said at its end. */
import { once } from 'node:events';
import { arch, release } from 'node:os';
import type { ProcessEvent } from '#shared/events/process-event';
import type { CollectorStatus } from '#shared/ipc/contract';
import {
  countByKind,
  RECORDING_FORMAT,
  RECORDING_VERSION,
  type RecordingHeader,
  type RecordingSummary,
} from '#shared/recording/recording-format';
import type { Collector } from '../collector/collector';
import { monotonicEpochMs } from '../collector/source';
import { UsageError } from '../usage-error';

export interface Sink {
  /** Once, before any events. `giveUp`: nothing more can be taken, and nobody should wait for the end of the time. */
  begin(header: RecordingHeader, giveUp: () => void): void;
  /** False: enough. */
  take(events: readonly ProcessEvent[]): boolean;
}

/** Rejects when the processes could not be read. Closes the collector, whatever happens. */
export async function capture(collector: Collector, seconds: number, sink: Sink): Promise<RecordingSummary> {
  const startedAt = monotonicEpochMs();
  const over = new AbortController();
  let eventsByKind: RecordingSummary['eventsByKind'] = {};
  let status: CollectorStatus | undefined;
  collector.connect((message) => {
    if (status === undefined) sink.begin(headerOf(message.status, startedAt), () => over.abort());
    status = message.status;
    eventsByKind = countByKind(message.events, eventsByKind);
    if (!sink.take(message.events)) over.abort();
  });
  try {
    collector.setWatched(true);
    await until(seconds, over);
    await collector.look();
  } finally {
    collector.close();
  }
  if (status?.failure !== undefined) throw new Error(`the process table could not be read: ${status.failure}`);
  return summarize(status, eventsByKind, monotonicEpochMs() - startedAt);
}

/** The time is over, or the person has had enough (Ctrl-C): either way what was seen is closed properly. */
async function until(seconds: number, over: AbortController): Promise<void> {
  const stop = (): void => over.abort();
  const timer = setTimeout(stop, seconds * 1000);
  process.once('SIGINT', stop).once('SIGTERM', stop);
  if (!over.signal.aborted) await once(over.signal, 'abort');
  clearTimeout(timer);
  process.off('SIGINT', stop).off('SIGTERM', stop);
}

/** No timer of Node waits longer. */
const MOST_SECONDS = Math.floor((2 ** 31 - 1) / 1000);

export function parseSeconds(text: string | undefined): number {
  if (text === undefined) throw new UsageError('--for SECONDS is needed.');
  const seconds = Number(text);
  if (seconds > 0 && seconds <= MOST_SECONDS) return seconds;
  throw new UsageError(`--for ${text}: give a number of seconds above 0, at most ${MOST_SECONDS} (24 days).`);
}

function headerOf({ source, mode }: CollectorStatus, startedAt: number): RecordingHeader {
  const host = { platform: process.platform, release: release(), architecture: arch() };
  return { format: RECORDING_FORMAT, version: RECORDING_VERSION, subject: 'live', startedAt, source, mode, host };
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
