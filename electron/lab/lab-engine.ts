/** The lab as the window and the command line know it: one run at a time, started, told what to do, described. */
import { join } from 'node:path';
import type { ProcessEvent } from '#shared/events/process-event';
import type { LabRequests } from '#shared/ipc/lab-requests';
import type { Result } from '#shared/ipc/result';
import { fillParameters } from '#shared/lab/fill-parameters';
import type { LabCommand, LabFacts, LabFailure, LabProgram, LabStart, LabStatus } from '#shared/lab/run';
import { readCatalogue } from './catalogue';
import { createPythonFinder } from './find-python';
import { type LabRun, startRun } from './lab-run';

export interface LabEngineOptions {
  readonly assetsDirectory: string;
  readonly onStatus: (status: LabStatus) => void;
  readonly onEvents: (events: readonly ProcessEvent[]) => void;
  readonly environment?: NodeJS.ProcessEnv;
  readonly platform?: NodeJS.Platform;
}

export interface LabEngine {
  start(start: LabStart): Promise<Result<LabFacts, LabFailure>>;
  command(command: LabCommand): Promise<LabRequests['lab:command']['reply']>;
  describe(): LabRequests['lab:describe']['reply'];
  /** Resolves when the run that is under way, if any, has left nothing. */
  ended(): Promise<LabStatus>;
  /** Ends everything without waiting for it, for when the app quits. */
  close(): void;
}

/** For tests of what holds where namespaces are refused: the strongest containment that is tried. */
const CONTAINMENT_VARIABLE = 'FORKSCOPE_CONTAINMENT';
/** Events are passed on at most once a displayed frame; the first after a rest, with what comes in its moment, at once. */
const BATCH_MS = 16;

export function createLabEngine(options: LabEngineOptions): LabEngine {
  const { assetsDirectory, environment = process.env, platform = process.platform } = options;
  const findPython = createPythonFinder(environment);
  const batch = createBatch(options.onEvents);
  let status: LabStatus = { kind: 'idle' };
  let events: ProcessEvent[] = [];
  let run: LabRun | undefined;
  let isClosed = false;

  function change(next: LabStatus): void {
    batch.flush();
    status = next;
    options.onStatus(next);
  }

  async function begin(start: LabStart): Promise<Result<LabFacts, LabFailure>> {
    const program = await readLabProgram(join(assetsDirectory, 'demos'), start.program);
    if (!program.ok) return program;
    const python = await findPython();
    if (!python.ok) return python;
    if (isClosed) return { ok: false, code: 'start-failed', detail: 'the app quits' };
    events = [];
    run = startRun({
      ...program.value,
      python: python.value,
      supervisor: join(assetsDirectory, 'lab', 'supervisor'),
      environment,
      start,
      weakest: environment[CONTAINMENT_VARIABLE],
      onStatus: change,
      onEvent: (event) => {
        events.push(event);
        batch.add(event);
      },
    });
    return run.started;
  }

  return {
    start: async (start) => {
      if (platform !== 'linux') return { ok: false, code: 'unsupported-platform', detail: platform };
      if (status.kind === 'starting' || status.kind === 'running') return { ok: false, code: 'already-running' };
      const before = status;
      change({ kind: 'starting' });
      const started = await begin(start).catch(startFailed);
      if (!started.ok) change(before);
      return started;
    },
    command: async (command) => {
      const isUnderWay = status.kind === 'running' || status.kind === 'starting';
      if (run === undefined || !isUnderWay) return { ok: false, code: 'no-run' };
      if (command.kind !== 'stop') return run.command(command);
      await run.stop();
      return { ok: true, value: undefined };
    },
    describe: () => ({ status, events }),
    ended: async () => (run === undefined ? status : run.ended),
    close: () => {
      isClosed = true;
      run?.close();
    },
  };
}

function startFailed(error: unknown): Result<never, 'start-failed'> {
  return { ok: false, code: 'start-failed', detail: error instanceof Error ? error.message : String(error) };
}

/** The text that runs, and its name. */
export async function readLabProgram(
  demosFolder: string,
  program: LabProgram,
): Promise<Result<{ readonly text: string; readonly name: string }, LabFailure>> {
  if (program.kind === 'own') return { ok: true, value: { text: program.text, name: program.name } };
  const demo = (await readCatalogue(demosFolder)).find(({ id }) => id === program.id);
  if (demo === undefined) return { ok: false, code: 'no-such-demo', detail: program.id };
  const filled = fillParameters(demo.program, demo.parameters, program.parameters);
  return filled.ok ? { ok: true, value: { text: filled.value, name: `${demo.id}.py` } } : filled;
}

/** Collects events, so that a fast run does not cost a message for each. */
function createBatch(pass: (events: readonly ProcessEvent[]) => void) {
  let waiting: ProcessEvent[] = [];
  let timer: NodeJS.Timeout | undefined;
  let flushedAt = Number.NEGATIVE_INFINITY;
  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const events = waiting;
    waiting = [];
    if (events.length === 0) return;
    flushedAt = performance.now();
    pass(events);
  }
  return {
    flush,
    add: (event: ProcessEvent): void => {
      waiting.push(event);
      timer ??= setTimeout(flush, Math.max(0, flushedAt + BATCH_MS - performance.now()));
    },
  };
}
