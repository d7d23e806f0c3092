/**
 * A supervisor as a child process: lines to it, messages from it. Whatever happens to it, `ended` comes, and when it
 * comes nothing of the run is left: the supervisor sees to that, and if it does not, or is killed itself, everything
 * that carries this run's mark in its environment is ended from here.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { endMarked } from './end-marked';
import { createLineSplitter } from './line-splitter';
import { createRunMark, MARK_VARIABLE } from './run-mark';
import { parseRunMessage, type RunMessage } from './run-message';

export interface Supervisor {
  /** A command, one JSON value. */
  send(command: object): void;
  /** Asks for the end; after the grace the supervisor is not believed in any more. */
  stop(): void;
  /** Ends everything without waiting for it, for when the app quits. */
  close(): void;
  /** Resolves with how it ended, in words, and what went wrong, if anything did. */
  readonly ended: Promise<SupervisorEnd>;
}

interface SupervisorEnd {
  readonly how: string;
  readonly trouble: string | undefined;
}

export interface SupervisorOptions {
  readonly python: string;
  /** The folder `assets/lab/supervisor`. */
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** The longest that it may live without being asked to stop. */
  readonly limitMs: number;
  readonly receive: (message: RunMessage) => void;
}

/** The longest line holds 64 KiB of output, six characters for each byte. */
const LONGEST_LINE = 1_000_000;
const KEPT_ERRORS = 2_000;
/** The supervisor needs at most 6 s to end all, against a program that does what it can to live on. */
const GRACE_MS = 10_000;
/** Pipes that outlive the supervisor are in strange hands. */
const LAST_WORDS_MS = 1_000;

export function startSupervisor({ python, folder, environment, limitMs, receive }: SupervisorOptions): Supervisor {
  const mark = createRunMark();
  // -I: nothing from the environment or the working folder; -B: no compiled files beside the sources.
  const child = spawn(python, ['-I', '-B', folder], { env: { ...environment, [MARK_VARIABLE]: mark } });
  // A command to a supervisor that is gone: its end is told by `close`.
  child.stdin.on('error', () => undefined);
  let trouble: string | undefined;
  let errors = '';
  const force = (why: string): void => {
    trouble ??= why;
    void endMarked(mark);
  };
  let watchdog = setTimeout(force, limitMs + GRACE_MS, 'the supervisor did not keep the time limit');
  const expectEnd = (): void => {
    clearTimeout(watchdog);
    watchdog = setTimeout(force, GRACE_MS, 'the supervisor did not stop');
  };
  const splitter = createLineSplitter(LONGEST_LINE, (line) => {
    const message = line === undefined ? undefined : parseRunMessage(line);
    if (message !== undefined) return receive(message);
    trouble ??= `the supervisor said something that makes no sense: ${line?.slice(0, 200) ?? 'a line too long'}`;
    child.stdin.end();
    expectEnd();
  });
  child.stdout.setEncoding('utf8').on('data', splitter.push).on('end', splitter.end);
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-KEPT_ERRORS);
  });
  return {
    send: (command) => void child.stdin.write(`${JSON.stringify(command)}\n`),
    stop: () => {
      child.stdin.write('{"kind":"stop"}\n');
      expectEnd();
    },
    close: () => {
      child.stdin.destroy();
      child.kill('SIGTERM');
    },
    ended: closed(child).then(async ({ how, isGood }) => {
      clearTimeout(watchdog);
      if (trouble !== undefined || !isGood) await endMarked(mark);
      return { how: [how, errors.trim()].filter(Boolean).join('\n'), trouble };
    }),
  };
}

/** How it ended, in words, once all that it said has been read. */
function closed(child: ChildProcessWithoutNullStreams): Promise<{ how: string; isGood: boolean }> {
  return new Promise((resolve) => {
    let cause: string | undefined;
    let timer: NodeJS.Timeout | undefined;
    child.once('error', (error) => {
      cause = error.message;
    });
    child.once('exit', () => {
      timer = setTimeout(closePipes, LAST_WORDS_MS, child);
    });
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ how: cause ?? `the supervisor ended with ${signal ?? `exit code ${code}`}`, isGood: code === 0 });
    });
  });
}

function closePipes(child: ChildProcessWithoutNullStreams): void {
  child.stdout.destroy();
  child.stderr.destroy();
}
