/**
 * Every output that any schedule can give. Real runs teach a model what each step does (shared/explore/model.ts); as
 * long as there is an order with a turn that nobody has seen, it is run; then each output that follows is brought about
 * by a real run of its own. A run that contradicts the model makes it forget that steps are independent of each other.
 */
import { isAbsolute } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { classifyLines } from '#shared/explore/classify-lines';
import type { Exploration } from '#shared/explore/exploration';
import { Model } from '#shared/explore/model';
import { type Actor, outputIn, type ReadRun, readSteps } from '#shared/explore/read-steps';
import { type FoundOutput, type SearchResult, search } from '#shared/explore/search';
import { defaultPolicy } from '#shared/lab/policy';
import type { LabStart, Limits } from '#shared/lab/run';
import { type RunServer, type RunServerOptions, type ShortRun, startRunServer } from './run-server';

export interface ExploreOptions extends Omit<RunServerOptions, 'mostTurns'> {
  readonly stdout: LabStart['stdout'];
  readonly limits: Limits;
  readonly maxRuns: number;
  readonly freeRuns: number;
  /** Milliseconds, for all of it. */
  readonly timeoutMs: number;
  readonly onProgress?: (so: Exploration) => void;
  readonly signal?: AbortSignal;
}

type Reason = NonNullable<Exploration['reason']>;

const AT_ONCE = 2;
/** A run of a program that is small enough has fewer turns. */
const MOST_TURNS = 3_000;
/** Seconds of one run: who is stuck or sleeps does so no longer. */
const LONGEST_RUN_SECONDS = 5;

class Explorer {
  private model: Model;
  private readonly taught: ReadRun[] = [];
  private readonly realised = new Map<string, readonly Actor[]>();
  private readonly free = new Map<string, number>();
  private readonly startedAt = performance.now();
  private freeRuns = 0;
  private started = 0;
  private reason: Reason | undefined;
  private deterministic = true;
  private found: readonly FoundOutput[] = [];

  constructor(
    private readonly options: ExploreOptions,
    private readonly servers: readonly RunServer[],
  ) {
    this.model = new Model(options.text);
  }

  async explore(): Promise<Exploration> {
    await this.runAll([[], []]);
    const [first, second] = this.taught;
    if (first !== undefined && second !== undefined && !isSameRun(first, second)) this.reason ??= this.giveUp();
    await this.tryAllOrders();
    await this.runFree();
    if (this.reason === undefined && this.unexplained().length > 0) {
      if (!this.model.sharesEverything && this.learnAnew()) await this.tryAllOrders();
      if (this.unexplained().length > 0) this.reason ??= 'free-runs-differ';
    }
    return this.describe(this.reason === undefined);
  }

  private async tryAllOrders(): Promise<void> {
    while (this.mayGoOn()) {
      const result = await this.search();
      if (result === undefined) continue;
      this.found = result.outputs;
      const next = this.nextRuns(result);
      if (next.length === 0) {
        if (!result.isWhole) this.reason = 'too-many-states';
        return;
      }
      if (this.started >= this.options.maxRuns) this.reason = 'max-runs';
      else await this.runAll(next);
    }
  }

  /** Undefined when it is time to stop. */
  private async search(): Promise<SearchResult | undefined> {
    const steps = search(this.model, this.taught[0]?.firstLine);
    let step = steps.next();
    while (step.done !== true) {
      await setImmediate();
      if (!this.mayGoOn()) return undefined;
      step = steps.next();
    }
    return step.value;
  }

  /** Until one of them teaches that the others may be in vain. */
  private async runAll(schedules: readonly (readonly Actor[])[]): Promise<void> {
    const { model } = this;
    for (let at = 0; at < schedules.length && model === this.model && this.mayGoOn(); at += this.servers.length) {
      await this.teach(schedules.slice(at, at + this.servers.length));
      this.options.onProgress?.(this.describe(false));
    }
  }

  /** Turns that nobody has seen, then outputs that no real run has given. */
  private nextRuns({ unknown, outputs }: SearchResult): (readonly Actor[])[] {
    if (unknown.length > 0) return [...unknown];
    return outputs.filter(({ text }) => !this.realised.has(text)).map(({ schedule }) => schedule);
  }

  private async teach(schedules: readonly (readonly Actor[])[]): Promise<void> {
    const allowed = schedules.slice(0, this.options.maxRuns - this.started);
    this.started += allowed.length;
    const runs = await Promise.all(
      allowed.map(async (schedule, index) => {
        const run = await (this.servers[index] as RunServer).run({
          ...this.held(),
          policy: { ...defaultPolicy, name: 'schedule', schedule },
          afterwards: 'child-first',
        });
        return { schedule, run };
      }),
    );
    for (const { schedule, run } of runs) this.learn(schedule, run);
  }

  private learn(schedule: readonly Actor[], run: ShortRun): void {
    const isFinished = run.outcome === 'finished';
    const read = readSteps(run.events, run.root, isFinished);
    this.taught.push(read);
    if (!isFinished && !read.isStuck) {
      // Cut off: what it wrote is no output of the program.
      this.reason ??= this.isLate() ? 'timeout' : 'endless';
      return;
    }
    if (!this.realised.has(read.output)) this.realised.set(read.output, read.schedule);
    // What was foreseen for this very schedule has not come: the same again would be run for ever.
    const foreseen = this.found.find((one) => one.schedule === schedule);
    const isWrong = foreseen !== undefined && foreseen.text !== read.output;
    if (this.model.learn(read.firstLine, read.steps) && !isWrong) return;
    if (this.model.sharesEverything || !this.learnAnew()) this.reason ??= this.giveUp();
  }

  /** Steps do concern each other: only runs whose whole order is the same teach the same. False: not even those do. */
  private learnAnew(): boolean {
    this.model = new Model(this.options.text, true);
    this.found = [];
    return this.taught.every(({ firstLine, steps }) => this.model.learn(firstLine, steps));
  }

  private giveUp(): Reason {
    this.deterministic = false;
    return 'not-deterministic';
  }

  private mayGoOn(): boolean {
    if (this.options.signal?.aborted === true) this.reason ??= 'stopped';
    if (this.isLate()) this.reason ??= 'timeout';
    return this.reason === undefined;
  }

  private isLate(): boolean {
    return performance.now() - this.startedAt >= this.options.timeoutMs;
  }

  private async runFree(): Promise<void> {
    const worker = async (server: RunServer): Promise<void> => {
      while (this.freeRuns < this.options.freeRuns && !this.isLate() && this.options.signal?.aborted !== true) {
        this.freeRuns += 1;
        const { events, outcome } = await server.run({ ...this.held(), gated: false, policy: defaultPolicy });
        const text = outputIn(events);
        if (outcome === 'finished') this.free.set(text, (this.free.get(text) ?? 0) + 1);
      }
    };
    if (this.reason !== 'endless') await Promise.all(this.servers.map(worker));
  }

  private held() {
    const { stdout, limits } = this.options;
    const left = Math.ceil((this.options.timeoutMs - (performance.now() - this.startedAt)) / 1000);
    const seconds = Math.max(1, Math.min(LONGEST_RUN_SECONDS, limits.seconds, left));
    return { gated: true, endsInput: true as const, stdout, limits: { ...limits, seconds } };
  }

  /** What a free run has shown and no order of turns gave. */
  private unexplained(): { text: string; freeCount: number }[] {
    const unknown = [...this.free].filter(([text]) => !this.realised.has(text));
    return unknown.map(([text, freeCount]) => ({ text, freeCount }));
  }

  private describe(complete: boolean): Exploration {
    const outputs = [...this.realised].map(([text, schedule]) => ({
      text,
      schedule,
      freeCount: this.free.get(text) ?? 0,
    }));
    return {
      complete,
      reason: complete ? null : (this.reason ?? null),
      runs: this.taught.length,
      freeRuns: this.freeRuns,
      outputs: outputs.sort((one, other) => (one.text < other.text ? -1 : 1)),
      unexplained: this.unexplained(),
      expected: this.found.filter(({ text }) => !this.realised.has(text)).length,
      deterministic: this.deterministic,
      stuck: this.found.filter(({ isStuck }) => isStuck).map(({ text }) => text),
    };
  }
}

function isSameRun(one: ReadRun, other: ReadRun): boolean {
  return one.output === other.output && JSON.stringify(one.steps) === JSON.stringify(other.steps);
}

export async function explore(options: ExploreOptions): Promise<Exploration> {
  const atOnce = sharesFiles(options) ? 1 : AT_ONCE;
  const servers = Array.from({ length: atOnce }, () => startRunServer({ ...options, mostTurns: MOST_TURNS }));
  try {
    return await new Explorer(options, servers).explore();
  } finally {
    await Promise.all(servers.map((server) => server.close()));
  }
}

/** A program that stands in a file of its own runs where it is (assets/lab/supervisor/plan.py): each run in one folder. */
function sharesFiles({ name, text }: ExploreOptions): boolean {
  return isAbsolute(name) && classifyLines(text).endsMatter;
}
