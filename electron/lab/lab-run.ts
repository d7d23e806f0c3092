/** One run: from what the supervisor says, its stream of events and its status. */
import type { ProcessEvent } from '#shared/events/process-event';
import type { Result } from '#shared/ipc/result';
import type { LabCommand, LabFacts, LabFailure, LabStart, LabStatus } from '#shared/lab/run';
import { type ProcessId, processId } from '#shared/model/process';
import { checkpointOf, type RunMessage, type StartedMessage, stampEvent } from './run-message';
import { type Supervisor, startSupervisor } from './supervise';

export interface LabRunOptions {
  readonly python: string;
  /** The folder `assets/lab/supervisor`. */
  readonly supervisor: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly start: LabStart;
  /** With the parameters filled in. */
  readonly text: string;
  /** What the program is called in tracebacks. An absolute path: it runs there when the file has this very text. */
  readonly name: string;
  /** Leaves out what is stronger, for tests. */
  readonly weakest: string | undefined;
  readonly onEvent: (event: ProcessEvent) => void;
  readonly onStatus: (status: LabStatus) => void;
}

export interface LabRun {
  readonly started: Promise<Result<LabFacts, LabFailure>>;
  /** The last status; resolves when nothing of the run is left. */
  readonly ended: Promise<LabStatus>;
  command(command: LabCommand): Result<undefined, 'not-held'>;
  stop(): Promise<void>;
  close(): void;
}

type Ended = Extract<LabStatus, { kind: 'ended' }>;
type End = Pick<Ended, 'outcome' | 'detail' | 'leftover'>;

/** What has been heard of a run so far. */
interface Heard {
  facts: LabFacts | undefined;
  pace: 'held' | 'running';
  seq: number;
  /** Threads that may be given a turn. */
  readonly held: Set<string>;
  failure: Result<never, LabFailure> | undefined;
  end: End | undefined;
}

export function startRun(options: LabRunOptions): LabRun {
  const { start, text, name, weakest, onStatus } = options;
  const heard: Heard = { facts: undefined, pace: 'held', seq: 0, held: new Set(), failure: undefined, end: undefined };
  let resolveStarted: (result: Result<LabFacts, LabFailure>) => void;
  const started = new Promise<Result<LabFacts, LabFailure>>((resolve) => {
    resolveStarted = resolve;
  });
  const supervisor: Supervisor = startSupervisor({
    python: options.python,
    folder: options.supervisor,
    environment: options.environment,
    limitMs: start.limits.seconds * 1000,
    receive: (message) => {
      hear(heard, message, options);
      if (message.kind === 'started' && heard.facts !== undefined) resolveStarted({ ok: true, value: heard.facts });
    },
  });
  const { stdout, gated, policy, limits } = start;
  supervisor.send({ text, name, stdout, gated, policy, limits, weakest });
  const ended = supervisor.ended.then(({ how, trouble }) => {
    const { facts } = heard;
    if (facts === undefined) {
      resolveStarted(heard.failure ?? { ok: false, code: 'start-failed', detail: trouble ?? how });
      return { kind: 'idle' } as const;
    }
    const failed: End = { outcome: 'error', detail: trouble ?? how, leftover: 0 };
    const end = trouble === undefined ? (heard.end ?? failed) : failed;
    const status: LabStatus = { kind: 'ended', ...facts, ...end };
    onStatus(status);
    return status;
  });
  return {
    started,
    ended,
    command: (command) => {
      if (command.kind === 'step' && command.id !== undefined && !isHeld(heard, command.id, command.thread)) {
        return { ok: false, code: 'not-held' };
      }
      supervisor.send(command);
      return { ok: true, value: undefined };
    },
    stop: async () => {
      supervisor.stop();
      await ended;
    },
    close: () => supervisor.close(),
  };
}

function hear(heard: Heard, message: RunMessage, options: LabRunOptions): void {
  const status = (): void => {
    if (heard.facts !== undefined) options.onStatus({ kind: 'running', pace: heard.pace, ...heard.facts });
  };
  switch (message.kind) {
    case 'started':
      heard.facts = factsOf(message, options);
      options.onEvent(checkpointOf(message));
      status();
      break;
    case 'event': {
      const event = stampEvent(message, heard.seq + 1);
      if (event === undefined) break;
      heard.seq += 1;
      noteHeld(heard.held, event);
      options.onEvent(event);
      break;
    }
    case 'pace':
      heard.pace = message.pace;
      status();
      break;
    case 'failed':
      heard.failure = { ok: false, code: message.code, detail: message.detail };
      heard.end = { outcome: 'error', detail: message.detail, leftover: 0 };
      break;
    case 'ended':
      heard.end = message;
      break;
  }
}

function factsOf(message: StartedMessage, { start, text }: LabRunOptions): LabFacts {
  const { supervisor, root, containment, python, at } = message;
  return {
    start,
    text,
    containment,
    supervisor: processId(supervisor.pid, supervisor.startTicks),
    root: processId(root.pid, root.startTicks),
    startedAt: at,
    python,
  };
}

function noteHeld(held: Set<string>, event: ProcessEvent): void {
  if (event.kind === 'line') held.add(threadKey(event.id, event.thread));
  if (event.kind === 'turn' || event.kind === 'blocked') held.delete(threadKey(event.id, event.thread));
  if (event.kind === 'exit') for (const key of held) if (key.startsWith(`${event.id}#`)) held.delete(key);
}

function isHeld({ held }: Heard, id: ProcessId, thread: number | undefined): boolean {
  if (thread !== undefined) return held.has(threadKey(id, thread));
  return [...held].some((key) => key.startsWith(`${id}#`));
}

function threadKey(id: ProcessId, thread: number): string {
  return `${id}#${thread}`;
}
