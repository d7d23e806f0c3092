import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { createEncoder, type Encoder } from '#shared/recording/encoder';
import { headerLine, trailerLine } from '#shared/recording/recording-format';
import { createCollector } from '../collector/start-sources';
import { parseInterval, parseSource } from '../command-line';
import { parseOptions } from '../usage-error';
import { capture, parseSeconds, type Sink } from './capture';

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
  const summary = await capture(collector, seconds, lineSink(file));
  // What was seen is told also when it could not all be written.
  process.stdout.write(trailerLine(summary));
  if (file === undefined) return;
  file.end(trailerLine(summary));
  await finished(file);
}

function lineSink(file: WriteStream | undefined): Sink {
  const output = file ?? process.stdout;
  let encoder: Encoder | undefined;
  return {
    begin: (header, giveUp) => {
      file?.once('error', giveUp);
      encoder = createEncoder(header.startedAt);
      output.write(headerLine(header));
    },
    take: (events) => {
      output.write(encoder?.encode(events) ?? '');
      return true;
    },
  };
}

/** Rejects with the system's reason when the file cannot be written. */
async function openFile(path: string): Promise<WriteStream> {
  const file = createWriteStream(path);
  await once(file, 'open');
  return file;
}
