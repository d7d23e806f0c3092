/** For tests of the demos' claims: real runs through the engine, and what the events say of them, process by process. */
import { delimiter, dirname, join } from 'node:path';
import type { EventOf, ProcessEvent } from '#shared/events/process-event';
import { defaultPolicy, type Policy } from '#shared/lab/policy';
import { type LabFacts, type LabStart, type LabStatus, type ParameterValue, usualLimits } from '#shared/lab/run';
import type { ExitStatus, ProcessId, ProcessRecord } from '#shared/model/process';
import { readCatalogue } from '../electron/lab/catalogue';
import { createPythonFinder } from '../electron/lab/find-python';
import { createLabEngine, type LabEngine } from '../electron/lab/lab-engine';
import { eventually } from './eventually';

export const assetsDirectory = join(import.meta.dirname, '../assets');

export interface Way {
  readonly policy?: Policy;
  readonly gated?: boolean;
  readonly stdout?: LabStart['stdout'];
  readonly limits?: Partial<LabStart['limits']>;
  /** The strongest containment that may be used. */
  readonly containment?: string | undefined;
}

type Ended = Extract<LabStatus, { kind: 'ended' }>;

/** A process of the program, from its birth on. */
export interface Member {
  readonly id: ProcessId;
  /** As it sees itself. */
  readonly pid: number;
  /** `1` is the first process, `1.2` its second child. */
  readonly birth: string;
  readonly depth: number;
  readonly parent: Member | undefined;
  readonly helper: string | undefined;
  readonly record: ProcessRecord;
}

const stepped: { readonly [name: string]: Way } = {
  'parent first': { policy: { ...defaultPolicy, name: 'parent-first' } },
  'child first': { policy: { ...defaultPolicy, name: 'child-first' } },
  'round robin': { policy: { ...defaultPolicy, name: 'round-robin' } },
  'random, seed 1': { policy: { ...defaultPolicy, name: 'random', seed: 1 } },
  'random, seed 2': { policy: { ...defaultPolicy, name: 'random', seed: 2 } },
};
/**
 * Stepped by each policy, and let run. What a free run did is known from what it wrote: without the gate, processes that
 * live for a moment may end unseen.
 */
export const everyWay = Object.entries({ ...stepped, free: { gated: false } satisfies Way });
export const someWays = everyWay.filter(([name]) => ['child first', 'random, seed 1', 'free'].includes(name));

/** A run under way: everything heard of it so far. */
export class OpenRun {
  readonly events: ProcessEvent[] = [];
  readonly engine: LabEngine;
  facts!: LabFacts;

  constructor(environment: NodeJS.ProcessEnv) {
    this.engine = createLabEngine({
      assetsDirectory,
      onStatus: () => undefined,
      onEvents: (events) => this.events.push(...events),
      environment,
    });
  }

  of<Kind extends ProcessEvent['kind']>(kind: Kind): readonly EventOf<Kind>[] {
    return this.events.filter((event): event is EventOf<Kind> => event.kind === kind);
  }

  /** In the order of birth. The init, which is no process of the program, is left out. */
  get members(): readonly Member[] {
    const records = this.of('fork').map(({ process }) => process);
    const root = this.of('checkpoint')[0]?.processes.find(({ id }) => id === this.facts.root);
    const members = new Map<ProcessId, Member>();
    // Who is a helper is known when it says so, after its birth.
    const helpers = new Map(
      this.of('changed').flatMap(({ id, changes }) => (changes.helper ? [[id, changes.helper]] : [])),
    );
    for (const record of root === undefined ? records : [root, ...records]) {
      const parent = record.originalParent === undefined ? undefined : members.get(record.originalParent);
      members.set(record.id, {
        id: record.id,
        pid: record.nsPid ?? record.pid,
        birth: record.birth ?? '?',
        depth: parent === undefined ? 0 : parent.depth + 1,
        parent,
        helper: helpers.get(record.id),
        record,
      });
    }
    return [...members.values()];
  }

  member(birth: string): Member {
    const found = this.members.find((member) => member.birth === birth);
    if (found === undefined) throw new Error(`no process ${birth} among ${this.members.map((one) => one.birth)}`);
    return found;
  }

  /** The init of the run, which adopts. */
  get init(): ProcessRecord {
    const init = this.of('checkpoint')[0]?.processes.find(({ id }) => id !== this.facts.root);
    if (init === undefined) throw new Error('no init in the first checkpoint');
    return init;
  }

  exitOf(id: ProcessId): ExitStatus | undefined {
    return this.of('exit').find((event) => event.id === id)?.exit;
  }

  output(stream: 'stdout' | 'stderr' = 'stdout'): string {
    const pieces = this.of('output').filter((piece) => piece.stream === stream);
    return pieces.map(({ text }) => text.replaceAll('\r\n', '\n')).join('');
  }

  get lines(): readonly string[] {
    return this.output()
      .split('\n')
      .filter((line) => line !== '');
  }

  /** Waits until the events say so. */
  async until(what: string, isSo: () => boolean): Promise<void> {
    await eventually(what, isSo, 20_000).catch((error: Error) => {
      throw new Error(`${error.message}\nwritten: ${this.output()}${this.output('stderr')}`);
    });
  }

  async stop(): Promise<Ended> {
    await this.engine.command({ kind: 'stop' });
    return this.ended();
  }

  async ended(): Promise<Ended> {
    const status = await this.engine.ended();
    if (status.kind !== 'ended') throw new Error(`the run is ${status.kind}`);
    return status;
  }
}

const open = new Set<OpenRun>();
const findPython = createPythonFinder(process.env);

/** With the interpreter itself first on the PATH: a version manager in front of it is not asked for every run. */
async function environmentWith(containment: string | undefined): Promise<NodeJS.ProcessEnv> {
  const python = await findPython();
  const folder = python.ok ? dirname(python.value) : '';
  return {
    ...process.env,
    PATH: `${folder}${delimiter}${process.env.PATH}`,
    ...(containment === undefined ? {} : { FORKSCOPE_CONTAINMENT: containment }),
  };
}

/** For `afterEach`: a test that failed leaves no run behind. */
export async function closeRuns(): Promise<void> {
  for (const run of open) await run.engine.command({ kind: 'stop' });
  open.clear();
}

/** Started and, when gated, held at its first line. */
export async function openDemo(
  id: string,
  parameters: Readonly<Record<string, ParameterValue>> = {},
  { policy = defaultPolicy, gated = true, stdout, limits = {}, containment }: Way = {},
): Promise<OpenRun> {
  const demo = (await readCatalogue(join(assetsDirectory, 'demos'))).find((one) => one.id === id);
  if (demo === undefined) throw new Error(`no demo ${id}`);
  const run = new OpenRun(await environmentWith(containment));
  open.add(run);
  const started = await run.engine.start({
    program: { kind: 'demo', id, parameters },
    stdout: stdout ?? demo.stdout,
    gated,
    policy,
    limits: {
      ...usualLimits,
      processes: demo.limits.processes ?? usualLimits.processes,
      memoryMiB: demo.limits.memoryMiB ?? usualLimits.memoryMiB,
      seconds: 60,
      ...limits,
    },
  });
  if (!started.ok) throw new Error(`${id} did not start: ${started.code} ${started.detail ?? ''}`);
  run.facts = started.value;
  return run;
}

/** Run to its end, which must be its own. */
export async function runDemo(
  id: string,
  parameters: Readonly<Record<string, ParameterValue>> = {},
  way: Way = {},
): Promise<OpenRun> {
  const run = await openDemo(id, parameters, way);
  if (way.gated ?? true) await run.engine.command({ kind: 'run', delayMs: 0 });
  const { outcome, leftover, detail } = await run.ended();
  if (outcome !== 'finished' || leftover !== 0) {
    throw new Error(`${id}: ${outcome} ${detail ?? ''}, ${leftover} left; ${run.output()}${run.output('stderr')}`);
  }
  open.delete(run);
  return run;
}

/** Runs on until somebody is about to run the first line that contains `text`. */
export async function runTo(run: OpenRun, text: string): Promise<void> {
  const line = run.facts.text.split('\n').findIndex((one) => one.includes(text)) + 1;
  if (line === 0) throw new Error(`no line with ${text}`);
  await run.engine.command({ kind: 'breakpoints', lines: [line] });
  await run.engine.command({ kind: 'run', delayMs: 0 });
  await run.until(`somebody is held at line ${line}`, () => run.of('line').at(-1)?.line === line);
}

/** One turn for this process, until it is held again, sleeps or has ended. */
export async function step(run: OpenRun, id: ProcessId): Promise<void> {
  let before = 0;
  // A newborn may be on its way to its first line.
  await eventually(`${id} can be given a turn`, async () => {
    before = run.events.length;
    return (await run.engine.command({ kind: 'step', id })).ok;
  });
  await run.until(`${id} has taken its turn`, () =>
    run.events
      .slice(before)
      .some((event) => ['line', 'blocked', 'exit'].includes(event.kind) && 'id' in event && event.id === id),
  );
}

/** Turn by turn; afterwards parent first. */
export function schedule(...turns: readonly string[]): Way {
  return { policy: { name: 'schedule', seed: 1, schedule: turns } };
}

export function countPerDepth(members: readonly Member[]): readonly number[] {
  const counts: number[] = [];
  for (const { depth } of members) counts[depth] = (counts[depth] ?? 0) + 1;
  return counts;
}
