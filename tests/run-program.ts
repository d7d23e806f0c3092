/** For tests of the lab's engine: any program, really run, in any containment and as any user that is to be had here. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventOf, ProcessEvent } from '#shared/events/process-event';
import type { Result } from '#shared/ipc/result';
import { defaultPolicy, type Policy } from '#shared/lab/policy';
import { type LabFacts, type LabFailure, type LabStart, type LabStatus, usualLimits } from '#shared/lab/run';
import { createPythonFinder } from '../electron/lab/find-python';
import { type LabRun, startRun } from '../electron/lab/lab-run';

const supervisor = join(import.meta.dirname, '../assets/lab/supervisor');
const findPython = createPythonFinder(process.env);

export interface Manner {
  readonly policy?: Partial<Policy>;
  readonly gated?: boolean;
  readonly stdout?: LabStart['stdout'];
  readonly limits?: Partial<LabStart['limits']>;
  /** The strongest containment that is tried. */
  readonly weakest?: string;
  /** The interpreter; the one on the PATH when left out. */
  readonly python?: string;
  readonly name?: string;
  readonly environment?: NodeJS.ProcessEnv;
}

/** A program under way. */
export interface ProgramRun {
  readonly run: LabRun;
  readonly started: Result<LabFacts, LabFailure>;
  readonly events: readonly ProcessEvent[];
  readonly statuses: readonly LabStatus[];
  of<Kind extends ProcessEvent['kind']>(kind: Kind): readonly EventOf<Kind>[];
  /** All that was written, standard error included. */
  output(): string;
  ended(): Promise<Extract<LabStatus, { kind: 'ended' }>>;
}

const open = new Set<LabRun>();

/** Started, and when gated held at its first line. */
export async function openProgram(text: string, manner: Manner = {}): Promise<ProgramRun> {
  const { policy, gated = true, stdout = 'pipe', limits, weakest, name = 'program.py' } = manner;
  const events: ProcessEvent[] = [];
  const statuses: LabStatus[] = [];
  const run = startRun({
    python: manner.python ?? (await usualPython()),
    supervisor,
    environment: manner.environment ?? process.env,
    start: {
      program: { kind: 'own', name, text },
      stdout,
      gated,
      policy: { ...defaultPolicy, ...policy },
      limits: { ...usualLimits, seconds: 60, ...limits },
    },
    text,
    name,
    weakest,
    onEvent: (event) => events.push(event),
    onStatus: (status) => statuses.push(status),
  });
  open.add(run);
  void run.ended.then(() => open.delete(run));
  const started = await run.started;
  return {
    run,
    started,
    events,
    statuses,
    of: <Kind extends ProcessEvent['kind']>(kind: Kind) =>
      events.filter((event): event is EventOf<Kind> => event.kind === kind),
    output: () => events.flatMap((event) => (event.kind === 'output' ? [event.text] : [])).join(''),
    ended: async () => {
      const status = await run.ended;
      if (status.kind !== 'ended') throw new Error(`the run is ${status.kind}`);
      return status;
    },
  };
}

/** Run to its end, whatever that is. */
export async function runProgram(text: string, manner: Manner = {}) {
  const program = await openProgram(text, manner);
  if (!program.started.ok) throw new Error(`it did not start: ${program.started.code} ${program.started.detail}`);
  program.run.command({ kind: 'run', delayMs: 0 });
  program.run.command({ kind: 'input', text: '', end: true });
  const status = await program.ended();
  return { ...program, facts: program.started.value, status };
}

/** For `afterEach`: a test that failed leaves no run behind. */
export async function closePrograms(): Promise<void> {
  await Promise.all([...open].map((run) => run.stop()));
}

async function usualPython(): Promise<string> {
  const found = await findPython();
  if (!found.ok) throw new Error(`no Python: ${found.detail}`);
  return found.value;
}

/** A command that runs Python where the kernel refuses PID namespaces; undefined where that cannot be had. */
export function pythonWithoutNamespaces(): string | undefined {
  const refuse = 'echo 0 > /proc/sys/user/max_pid_namespaces && exec "$0" "$@"';
  const command = ['unshare', '--user', '--map-root-user', 'sh', '-c', refuse];
  try {
    execFileSync('unshare', [...command.slice(1), 'true'], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  return writeCommand(`exec ${command.slice(0, -1).join(' ')} '${refuse}' ${systemPython} "$@"`);
}

const NOBODY = 65_534;
const systemPython = '/usr/bin/python3';

/**
 * A command that runs Python as an ordinary user, where we are root and such a user can read the sources and run Python;
 * undefined elsewhere.
 */
export function pythonAsNobody(): string | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const change = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];
  try {
    const question = `open(${JSON.stringify(join(supervisor, '__main__.py'))})`;
    execFileSync('setpriv', [...change.slice(1), systemPython, '-I', '-c', question], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  return writeCommand(`exec ${change.join(' ')} ${systemPython} "$@"`);
}

function writeCommand(script: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'forkscope-python-')), 'python3');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}
