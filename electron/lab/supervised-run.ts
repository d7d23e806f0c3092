/**
 * One program under the supervisor, seen from the app: started, stopped, ended. Whatever happens to the supervisor,
 * `ended` comes, and when it comes nothing of the run is left: the supervisor sees to that, and if it does not, or is
 * killed itself, everything that carries this run's mark in its environment is ended from here.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { RunOutcome } from '#shared/ipc/contract';
import type { ExitStatus } from '#shared/model/process';
import { endMarked, MARK_VARIABLE } from './end-marked';
import { createLineSplitter } from './line-splitter';
import { parseSupervisorLine, type StartedMessage, type SupervisorMessage } from './supervisor-message';

export interface SupervisedProgram {
  readonly python: string;
  /** The folder of the supervisor. */
  readonly supervisor: string;
  /** A Python program and its arguments. */
  readonly command: readonly string[];
  readonly processLimit: number;
  readonly timeLimitMs: number;
  /** What the supervisor may take, after a stop or the time limit, until it is not believed in any more. */
  readonly graceMs: number;
  readonly environment: NodeJS.ProcessEnv;
}

interface RunEnd {
  readonly outcome: RunOutcome;
  readonly detail?: string;
}

export interface SupervisedRun {
  /** Undefined when it ended without having started. */
  readonly started: Promise<StartedMessage | undefined>;
  readonly ended: Promise<RunEnd>;
  stop(): void;
  /** Ends everything without waiting for it, for when the app quits. */
  close(): void;
}

/** What was heard of a run so far. */
interface Heard {
  lastWord?: Extract<SupervisorMessage, { kind: 'ended' | 'failed' }>;
  /** Why the supervisor is not believed in any more. */
  trouble?: string;
  programErrors: string;
  supervisorErrors: string;
}

/** The longest line holds 64 KiB of output, six characters for each byte. */
const LONGEST_LINE = 1_000_000;
const KEPT_ERRORS = 2_000;
/** Pipes that outlive the supervisor are in strange hands. */
const LAST_WORDS_MS = 1_000;

export function superviseProgram(program: SupervisedProgram): SupervisedRun {
  const mark = randomUUID();
  const child = startSupervisor(program, mark);
  const heard: Heard = { programErrors: '', supervisorErrors: '' };
  const force = (trouble: string): void => {
    heard.trouble ??= trouble;
    void endMarked(mark);
  };
  let endExpected = false;
  let watchdog = setTimeout(force, program.timeLimitMs + program.graceMs, 'the supervisor did not keep the time limit');
  const expectEnd = (): void => {
    if (endExpected) return;
    endExpected = true;
    clearTimeout(watchdog);
    watchdog = setTimeout(force, program.graceMs, 'the supervisor did not stop');
  };

  const started = new Promise<StartedMessage | undefined>((resolve) => {
    readMessages(child, (message) => {
      if (message?.kind === 'started') resolve(message);
      if (message !== undefined && hear(heard, message)) return;
      heard.trouble ??= 'the supervisor said something that makes no sense';
      child.stdin.end();
      expectEnd();
    });
    child.once('close', () => resolve(undefined));
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    heard.supervisorErrors = (heard.supervisorErrors + text).slice(-KEPT_ERRORS);
  });
  const ended = closed(child).then(async (how) => {
    endExpected = true;
    clearTimeout(watchdog);
    const end = judge(heard, how);
    if (end.outcome === 'broken') await endMarked(mark);
    return end;
  });

  return {
    started,
    ended,
    stop: () => {
      child.stdin.write('{"command":"stop"}\n');
      expectEnd();
    },
    close: () => {
      child.stdin.destroy();
      child.kill('SIGTERM');
    },
  };
}

function startSupervisor(program: SupervisedProgram, mark: string): ChildProcessWithoutNullStreams {
  const limits = [`--process-limit=${program.processLimit}`, `--time-limit=${program.timeLimitMs / 1000}`];
  // -I: nothing from the environment or the working folder; -B: no compiled files beside the sources.
  const child = spawn(program.python, ['-I', '-B', program.supervisor, ...limits, ...program.command], {
    env: { ...program.environment, [MARK_VARIABLE]: mark },
  });
  // A command to a supervisor that is gone: its end is told by `close`.
  child.stdin.on('error', () => undefined);
  return child;
}

function readMessages(
  child: ChildProcessWithoutNullStreams,
  receive: (message: SupervisorMessage | undefined) => void,
): void {
  const splitter = createLineSplitter(LONGEST_LINE, (line) =>
    receive(line === undefined ? undefined : parseSupervisorLine(line)),
  );
  child.stdout.setEncoding('utf8').on('data', splitter.push).on('end', splitter.end);
}

/** Remembers what matters at the end; false when nothing may follow what was said before. */
function hear(heard: Heard, message: SupervisorMessage): boolean {
  if (heard.lastWord !== undefined) return false;
  if (message.kind === 'ended' || message.kind === 'failed') heard.lastWord = message;
  if (message.kind === 'output' && message.stream === 'stderr')
    heard.programErrors = (heard.programErrors + message.text).slice(-KEPT_ERRORS);
  return true;
}

/** How the supervisor ended, in words, once all that it said has been read. */
function closed(child: ChildProcessWithoutNullStreams): Promise<string> {
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
      resolve(cause ?? `the supervisor ended with ${signal ?? `exit code ${code}`}`);
    });
  });
}

function closePipes(child: ChildProcessWithoutNullStreams): void {
  child.stdout.destroy();
  child.stderr.destroy();
}

function judge({ lastWord, trouble, programErrors, supervisorErrors }: Heard, how: string): RunEnd {
  if (trouble !== undefined) return { outcome: 'broken', detail: trouble };
  if (lastWord === undefined)
    return { outcome: 'broken', detail: [how, supervisorErrors.trim()].filter(Boolean).join('\n') };
  if (lastWord.kind === 'failed') return { outcome: 'broken', detail: lastWord.detail };
  if (lastWord.leftover > 0) return { outcome: 'broken', detail: `${lastWord.leftover} processes could not be ended` };
  const failure = lastWord.outcome === 'finished' ? describeFailure(lastWord.exit, programErrors) : undefined;
  return failure === undefined ? { outcome: lastWord.outcome } : { outcome: lastWord.outcome, detail: failure };
}

/** Why the program's first process did not end well. */
function describeFailure(exit: ExitStatus | null, errors: string): string | undefined {
  if (exit === null || ('code' in exit && exit.code === 0)) return undefined;
  const how = 'code' in exit ? `exit code ${exit.code}` : `signal ${exit.signal}`;
  return [how, errors.trim()].filter(Boolean).join('\n');
}
