/** Many short runs of one program, one after the other, by one supervisor that stays (`supervisor --many`). */
import { spawn } from 'node:child_process';
import type { ProcessEvent } from '#shared/events/process-event';
import type { LabStart } from '#shared/lab/run';
import { type ProcessId, processId } from '#shared/model/process';
import { endMarked } from '../end-marked';
import { createLineSplitter } from '../line-splitter';
import { createRunMark, MARK_VARIABLE } from '../run-mark';
import { checkpointOf, parseRunMessage, type RunMessage, stampEvent } from '../run-message';

export interface ShortRun {
  readonly root: ProcessId;
  readonly events: readonly ProcessEvent[];
  /** As in `LabStatus`; `stopped` when it had too many turns. */
  readonly outcome: string;
}

export interface RunServer {
  run(
    start: Pick<LabStart, 'gated' | 'stdout' | 'limits' | 'policy'> & {
      readonly afterwards?: 'child-first';
      /** Its standard input is at its end from the start; else nothing ever comes. */
      readonly endsInput?: true;
    },
  ): Promise<ShortRun>;
  /** Ends all; resolves when nothing is left. */
  close(): Promise<void>;
}

export interface RunServerOptions {
  readonly python: string;
  /** The folder `assets/lab/supervisor`. */
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly text: string;
  readonly name: string;
  readonly weakest: string | undefined;
  readonly mostTurns: number;
}

const LONGEST_LINE = 1_000_000;
const END_OF_INPUT = '{"kind":"input","text":"","end":true}\n';

export function startRunServer({
  python,
  folder,
  environment,
  text,
  name,
  weakest,
  mostTurns,
}: RunServerOptions): RunServer {
  const mark = createRunMark();
  const child = spawn(python, ['-I', '-B', folder, '--many'], { env: { ...environment, [MARK_VARIABLE]: mark } });
  child.stdin.on('error', () => undefined);
  let errors = '';
  let receive: (message: RunMessage) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const splitter = createLineSplitter(LONGEST_LINE, (line) => {
    const message = line === undefined ? undefined : parseRunMessage(line);
    if (message === undefined) fail(new Error('the supervisor said something that makes no sense'));
    else receive(message);
  });
  child.stdout.setEncoding('utf8').on('data', splitter.push).on('end', splitter.end);
  child.stderr.setEncoding('utf8').on('data', (data: string) => {
    errors = (errors + data).slice(-2_000);
  });
  const closed = new Promise<void>((resolve) => {
    child.once('error', (error) => fail(error));
    child.once('close', () => {
      fail(new Error(`the supervisor ended: ${errors}`));
      void endMarked(mark).then(() => resolve());
    });
  });
  return {
    run: ({ policy, afterwards, endsInput, ...start }) =>
      new Promise<ShortRun>((resolve, reject) => {
        fail = reject;
        receive = collect(resolve, reject, mostTurns, () => child.stdin.write('{"kind":"stop"}\n'));
        const order = { text, name, weakest, running: true, ...start, policy: { ...policy, afterwards } };
        // With the order, so that it is read before the run can be over.
        child.stdin.write(`${JSON.stringify(order)}\n${endsInput ? END_OF_INPUT : ''}`);
      }),
    close: async () => {
      child.stdin.end();
      await closed;
    },
  };
}

function collect(
  resolve: (run: ShortRun) => void,
  reject: (error: Error) => void,
  mostTurns: number,
  stop: () => void,
): (message: RunMessage) => void {
  const events: ProcessEvent[] = [];
  let root: ProcessId | undefined;
  let turns = 0;
  return (message) => {
    if (message.kind === 'started') {
      root = processId(message.root.pid, message.root.startTicks);
      events.push(checkpointOf(message));
    } else if (message.kind === 'event') {
      const event = stampEvent(message, events.length);
      if (event === undefined) return;
      events.push(event);
      if (event.kind === 'turn') {
        turns += 1;
        if (turns === mostTurns) stop();
      }
    } else if (message.kind === 'failed') {
      reject(new Error(`${message.code}: ${message.detail}`));
    } else if (message.kind === 'ended') {
      if (root === undefined) reject(new Error(message.detail ?? 'it ended before it began'));
      else resolve({ root, events, outcome: message.outcome });
    }
  };
}
