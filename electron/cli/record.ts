import { stat } from 'node:fs/promises';
import type { ProcessEvent } from '#shared/events/process-event';
import { type LeftOut, leftOutChoices } from '#shared/recording/recording-format';
import { createCollector } from '../collector/start-sources';
import { parseInterval, parseSource } from '../command-line';
import { openRecordingWriter, type RecordingWriter } from '../recordings/recording-writer';
import { parseOptions, UsageError } from '../usage-error';
import { capture, parseSeconds, type Sink } from './capture';

const USUAL_LIMIT_MB = 1_000;

/** Records straight to a file, which appears when it is whole; what it holds is said on stderr. */
export async function record(args: readonly string[]): Promise<void> {
  const options = parseOptions({
    args: [...args],
    options: {
      for: { type: 'string' },
      output: { type: 'string', short: 'o' },
      'limit-mb': { type: 'string' },
      'leave-out': { type: 'string' },
      source: { type: 'string' },
      interval: { type: 'string' },
      sampled: { type: 'boolean' },
    },
  });
  const seconds = parseSeconds(options.for);
  if (options.output === undefined) throw new UsageError('-o FILE is needed.');
  const limit = parseLimit(options['limit-mb']);
  const leftOut = parseLeftOut(options['leave-out']);
  const source = parseSource(options.source);
  const intervalMs = parseInterval(options.interval);
  const collector = await createCollector({ source, intervalMs, kernelEvents: options.sampled !== true });
  const sink = fileSink(options.output, leftOut, limit);
  try {
    const summary = await capture(collector, seconds, sink);
    await sink.close(summary);
    const events = Object.values(summary.eventsByKind).reduce((sum, count) => sum + count, 0);
    const { size } = await stat(options.output);
    process.stderr.write(
      `${options.output}: ${events} events in ${(summary.durationMs / 1000).toFixed(1)} s, ${size} bytes\n`,
    );
  } catch (error) {
    await sink.abandon();
    throw error;
  }
}

interface FileSink extends Sink {
  close(...args: Parameters<RecordingWriter['close']>): Promise<void>;
  abandon(): Promise<void>;
}

/** What comes faster than the disk takes it waits in memory; the limit, or the first failure to write, ends the recording. */
function fileSink(path: string, leftOut: LeftOut, limit: number): FileSink {
  let writer: RecordingWriter | undefined;
  let failure: unknown;
  let isFull = false;
  let giveUp = (): void => {};
  let written: Promise<void> = Promise.resolve();
  const then = (step: () => Promise<void>): void => {
    written = written.then(step).catch((error: unknown) => {
      failure ??= error;
      giveUp();
    });
  };
  const write = async (events: readonly ProcessEvent[]): Promise<void> => {
    if (failure !== undefined) return;
    await writer?.write(events);
    if (isFull || (writer?.length ?? 0) <= limit) return;
    // What comes until the capture has stopped is written, too: the summary counts it.
    isFull = true;
    process.stderr.write(`the limit of ${limit / 1e6} MB is reached (--limit-mb)\n`);
    giveUp();
  };
  return {
    begin: (header, stop) => {
      giveUp = stop;
      then(async () => {
        writer = await openRecordingWriter(path, { ...header, leftOut });
      });
    },
    take: (events) => {
      then(() => write(events));
      return failure === undefined && !isFull;
    },
    close: async (summary) => {
      await written;
      if (failure !== undefined) throw failure;
      await writer?.close(summary);
    },
    abandon: async () => {
      await written;
      await writer?.abandon();
    },
  };
}

function parseLimit(text: string | undefined): number {
  const megabytes = Number(text ?? USUAL_LIMIT_MB);
  if (megabytes > 0 && Number.isFinite(megabytes)) return megabytes * 1e6;
  throw new UsageError(`--limit-mb ${text}: give a number of megabytes above 0.`);
}

function parseLeftOut(text: string | undefined): LeftOut {
  const choice = leftOutChoices.find((one) => one === (text ?? 'nothing'));
  if (choice !== undefined) return choice;
  throw new UsageError(`--leave-out ${text}: use ${leftOutChoices.join(', ')} (whose command lines are not recorded).`);
}
