/**
 * Every output that any schedule can give. Real runs teach a model what each step does (shared/explore/model.ts); as
 * long as there is an order with a turn that nobody has seen, it is run; then each output that follows is brought about
 * by a real run of its own. A run that contradicts the model makes it forget that steps are independent of each other.
 */
import type { Exploration } from '#shared/explore/exploration';
import { Model } from '#shared/explore/model';
import { type Actor, type ReadRun, readSteps } from '#shared/explore/read-steps';
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
interface Taught extends ReadRun {
  readonly outcome: string;
}

const AT_ONCE = 2;
/** A run of a program that is small enough has fewer turns. */
const MOST_TURNS = 3_000;
/** Seconds of one run: who is stuck or sleeps does so no longer. */
const LONGEST_RUN_SECONDS = 5;

class Explorer {
  private model: Model;
  private readonly taught: Taught[] = [];
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
    await this.teach([[], []]);
    const [first, second] = this.taught;
    if (first?.outcome === 'stopped') this.reason = 'endless';
    else if (first !== undefined && second !== undefined && !isSameRun(first, second)) {
      // On a slow computer the time is over before the turns are, each time somewhere else.
      if (first.outcome === 'timeout' && second.outcome === 'timeout') this.reason = 'endless';
      else this.giveUp();
    }
    while (this.mayGoOn()) {
      const result = search(this.model, this.taught[0]?.firstLine);
      this.found = result.outputs;
      const next = this.nextRuns(result);
      if (next.length === 0) {
        if (!result.isWhole) this.reason = 'too-many-states';
        break;
      }
      await this.runAll(next);
    }
    const isDone = this.reason === undefined;
    await this.runFree();
    // What a free run has shown and no order of turns gives: there is more than was found.
    const isContradicted = isDone && [...this.free.keys()].some((text) => !this.realised.has(text));
    if (isContradicted) this.reason = 'free-runs-differ';
    return this.describe(isDone && !isContradicted);
  }

  /** Until one of them teaches that the others may be in vain. */
  private async runAll(schedules: readonly (readonly Actor[])[]): Promise<void> {
    const { model } = this;
    for (let at = 0; at < schedules.length && model === this.model && this.mayGoOn(); at += AT_ONCE) {
      await this.teach(schedules.slice(at, at + AT_ONCE));
      this.options.onProgress?.(this.describe(false));
    }
  }

  /** Turns that nobody has seen, then outputs that no real run has given. */
  private nextRuns({ unknown, outputs }: SearchResult): (readonly Actor[])[] {
    if (unknown.length > 0) return unknown.slice(0, AT_ONCE);
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
    const read = { ...readSteps(run.events, run.root, run.outcome === 'finished'), outcome: run.outcome };
    const isNew = !this.realised.has(read.output);
    this.taught.push(read);
    if (run.outcome !== 'stopped' && isNew) this.realised.set(read.output, read.schedule);
    // What was foreseen for this very schedule has not come: the same again would be run for ever.
    const foreseen = this.found.find((one) => one.schedule === schedule);
    const isWrong = foreseen !== undefined && foreseen.text !== read.output && !foreseen.isStuck;
    if (this.model.learn(read.firstLine, read.steps) && !isWrong) return;
    if (this.model.sharesEverything) this.giveUp();
    else this.learnAnew();
  }

  /** Steps do concern each other: only runs whose whole order is the same teach the same. */
  private learnAnew(): void {
    this.model = new Model(this.options.text, true);
    this.found = [];
    for (const { firstLine, steps } of this.taught) {
      if (!this.model.learn(firstLine, steps)) {
        this.giveUp();
        return;
      }
    }
  }

  private giveUp(): void {
    this.deterministic = false;
    this.reason = 'not-deterministic';
  }

  private mayGoOn(): boolean {
    if (this.options.signal?.aborted === true) this.reason ??= 'stopped';
    if (this.isLate()) this.reason ??= 'timeout';
    if (this.started >= this.options.maxRuns) this.reason ??= this.isWholeAlready() ? undefined : 'max-runs';
    return this.reason === undefined;
  }

  private isWholeAlready(): boolean {
    const { unknown, outputs, isWhole } = search(this.model, this.taught[0]?.firstLine);
    return isWhole && unknown.length === 0 && outputs.every(({ text }) => this.realised.has(text));
  }

  private isLate(): boolean {
    return performance.now() - this.startedAt >= this.options.timeoutMs;
  }

  private async runFree(): Promise<void> {
    const worker = async (server: RunServer): Promise<void> => {
      while (this.freeRuns < this.options.freeRuns && !this.isLate() && this.options.signal?.aborted !== true) {
        this.freeRuns += 1;
        const { events, outcome } = await server.run({ ...this.held(), gated: false, policy: defaultPolicy });
        const text = events.map((event) => (event.kind === 'output' ? event.text : '')).join('');
        if (outcome === 'finished') this.free.set(text, (this.free.get(text) ?? 0) + 1);
      }
    };
    if (this.reason !== 'endless') await Promise.all(this.servers.map(worker));
  }

  private held() {
    const { stdout, limits } = this.options;
    const left = Math.ceil((this.options.timeoutMs - (performance.now() - this.startedAt)) / 1000);
    const seconds = Math.max(1, Math.min(LONGEST_RUN_SECONDS, limits.seconds, left));
    return { gated: true, stdout, limits: { ...limits, seconds } };
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
      expected: this.found.filter(({ text }) => !this.realised.has(text)).length,
      deterministic: this.deterministic,
      stuck: this.found.filter(({ isStuck }) => isStuck).map(({ text }) => text),
    };
  }
}

function isSameRun(one: Taught, other: Taught): boolean {
  return one.output === other.output && JSON.stringify(one.steps) === JSON.stringify(other.steps);
}

export async function explore(options: ExploreOptions): Promise<Exploration> {
  const servers = Array.from({ length: AT_ONCE }, () => startRunServer({ ...options, mostTurns: MOST_TURNS }));
  try {
    return await new Explorer(options, servers).explore();
  } finally {
    await Promise.all(servers.map((server) => server.close()));
  }
}
