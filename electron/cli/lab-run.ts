/** `lab run`: one program to its end, its output as it comes, or all about it as one JSON object. */
import { arch, release } from 'node:os';
import { join } from 'node:path';
import type { ProcessEvent } from '#shared/events/process-event';
import type { LabFacts, LabStatus } from '#shared/lab/run';
import { runSummary } from '#shared/lab/run-summary';
import { countByKind, RECORDING_FORMAT, RECORDING_VERSION } from '#shared/recording/recording-format';
import { assetsDirectory } from '../assets-directory';
import { readCatalogue } from '../lab/catalogue';
import { createLabEngine, type LabEngine } from '../lab/lab-engine';
import { openRecordingWriter } from '../recordings/recording-writer';
import { UsageError } from '../usage-error';
import { readRunOptions } from './lab-options';

type Ended = Extract<LabStatus, { kind: 'ended' }>;

export async function labRun(args: readonly string[]): Promise<void> {
  const assets = assetsDirectory();
  const { start, json, record } = await readRunOptions(args, await readCatalogue(join(assets, 'demos')));
  const events: ProcessEvent[] = [];
  const engine = createLabEngine({
    assetsDirectory: assets,
    onStatus: () => undefined,
    onEvents: (batch) => {
      events.push(...batch);
      if (!json) printOutput(batch);
    },
  });
  const beganAt = performance.now();
  const started = await engine.start(start);
  if (!started.ok) {
    const reason = [explain[started.code] ?? started.code, started.detail].filter(Boolean).join(': ');
    throw started.code === 'bad-parameter' ? new UsageError(reason) : new Error(reason);
  }
  void engine.command({ kind: 'run', delayMs: 0 });
  const disconnect = connect(engine);
  const status = (await engine.ended()) as Ended;
  disconnect();
  const durationMs = Math.round(performance.now() - beganAt);
  if (record !== undefined) await writeRecording(record, started.value, events);
  if (json) process.stdout.write(`${JSON.stringify({ ...runSummary(status, events), durationMs })}\n`);
  else process.stderr.write(endLine(status));
}

const explain: { readonly [code: string]: string } = {
  'python-missing': 'Python 3 was not found; install python3 and make sure it is on the PATH',
  'python-too-old': 'Python 3.8 or newer is needed',
  'unsupported-platform': 'the lab runs on Linux only',
  'no-such-demo': 'there is no such demo',
  'bad-parameter': 'a parameter cannot have this value',
  'does-not-parse': 'the program does not parse',
  'start-failed': 'the program could not be started',
};

/** What is typed goes to the program; Ctrl-C ends the run. Gives back what undoes that. */
function connect(engine: LabEngine): () => void {
  const stop = (): void => void engine.command({ kind: 'stop' });
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const type = (text: string): void => void engine.command({ kind: 'input', text, end: false });
  const end = (): void => void engine.command({ kind: 'input', text: '', end: true });
  process.stdin.setEncoding('utf8').on('data', type).on('end', end).on('error', end);
  return () => {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    process.stdin.off('data', type).off('end', end).destroy();
  };
}

function printOutput(events: readonly ProcessEvent[]): void {
  for (const event of events) {
    if (event.kind === 'output') (event.stream === 'stderr' ? process.stderr : process.stdout).write(event.text);
  }
}

function endLine({ outcome, detail, containment, leftover }: Ended): string {
  const how = detail === undefined ? outcome : `${outcome} (${detail})`;
  const left = leftover === 0 ? '' : `, ${leftover} processes could not be ended`;
  return `lab run: ${how}, contained by ${containment.kind}${left}\n`;
}

/** The whole run as a recording: its header with the program, then its events. */
async function writeRecording(path: string, lab: LabFacts, events: readonly ProcessEvent[]): Promise<void> {
  const host = { platform: process.platform, release: release(), architecture: arch() };
  const writer = await openRecordingWriter(path, {
    format: RECORDING_FORMAT,
    version: RECORDING_VERSION,
    subject: 'lab',
    startedAt: lab.startedAt,
    source: 'lab',
    mode: 'event',
    host,
    lab,
  });
  await writer.write(events);
  await writer.close({ eventsByKind: countByKind(events) });
}
