/** The lab as the window knows it: one run at a time, started, stopped and described (`shared/ipc/contract.ts`). */
import { join } from 'node:path';
import type { RunArguments, RunFacts, RunFailure, RunStatus } from '#shared/ipc/contract';
import type { Result } from '#shared/ipc/result';
import { processId } from '#shared/model/process';
import { type Doubling, planDoubling } from './doubling';
import { createPythonFinder } from './find-python';
import { type SupervisedRun, superviseProgram } from './supervised-run';
import type { StartedMessage } from './supervisor-message';

export interface LabOptions {
  readonly assetsDirectory: string;
  readonly onChange: (status: RunStatus) => void;
  readonly environment?: NodeJS.ProcessEnv;
  readonly platform?: NodeJS.Platform;
}

export interface Lab {
  start(args: RunArguments): Promise<Result<RunFacts, RunFailure>>;
  /** Comes back when nothing of the run is left. */
  stop(): Promise<void>;
  describe(): RunStatus;
  /** Ends everything without waiting for it, for when the app quits. */
  close(): void;
}

/** The one run that may be under way, from the moment it is asked for. */
interface Attempt {
  run: SupervisedRun | undefined;
  abandoned: boolean;
}

/** The supervisor needs at most 9 s to end all, against a program that does what it can to live on. */
const GRACE_MS = 10_000;

export function createLab(options: LabOptions): Lab {
  const { assetsDirectory, onChange, environment = process.env, platform = process.platform } = options;
  const findPython = createPythonFinder(environment);
  let status: RunStatus = { kind: 'idle' };
  let attempt: Attempt | undefined;
  let starting: Promise<unknown> = Promise.resolve();

  function change(next: RunStatus): void {
    status = next;
    onChange(next);
  }

  async function begin(args: RunArguments, own: Attempt): Promise<Result<RunFacts, RunFailure>> {
    const python = await findPython();
    if (!python.ok) return python;
    if (own.abandoned) return { ok: false, code: 'start-failed', detail: 'stopped before it began' };
    const plan = planDoubling(assetsDirectory, args);
    const supervisor = join(assetsDirectory, 'lab', 'supervisor');
    own.run = superviseProgram({ ...plan, python: python.value, supervisor, graceMs: GRACE_MS, environment });
    const started = await own.run.started;
    if (started === undefined) {
      const { detail } = await own.run.ended;
      return { ok: false, code: 'start-failed', ...(detail === undefined ? {} : { detail }) };
    }
    const facts = describeRun(args, started, plan);
    change({ kind: 'running', ...facts });
    void own.run.ended.then((end) => {
      attempt = undefined;
      change({ kind: 'ended', ...end, ...facts });
    });
    return { ok: true, value: facts };
  }

  async function start(args: RunArguments, own: Attempt): Promise<Result<RunFacts, RunFailure>> {
    const started = await begin(args, own).catch(startFailed);
    if (!started.ok) attempt = undefined;
    return started;
  }

  return {
    start: async (args) => {
      if (platform !== 'linux') return { ok: false, code: 'unsupported-platform', detail: platform };
      if (attempt !== undefined) return { ok: false, code: 'already-running' };
      attempt = { run: undefined, abandoned: false };
      const started = start(args, attempt);
      starting = started;
      return started;
    },
    stop: async () => {
      const current = attempt;
      if (current === undefined) return;
      current.abandoned = true;
      current.run?.stop();
      await starting;
      await current.run?.ended;
    },
    describe: () => status,
    close: () => {
      if (attempt === undefined) return;
      attempt.abandoned = true;
      attempt.run?.close();
    },
  };
}

function startFailed(error: unknown): Result<never, 'start-failed'> {
  return { ok: false, code: 'start-failed', detail: error instanceof Error ? error.message : String(error) };
}

function describeRun(args: RunArguments, started: StartedMessage, plan: Doubling): RunFacts {
  return {
    arguments: args,
    supervisor: processId(started.supervisor.pid, started.supervisor.startTicks),
    root: processId(started.pid, started.startTicks),
    startedAt: Date.now(),
    timeLimitMs: plan.timeLimitMs,
    processLimit: plan.processLimit,
  };
}
