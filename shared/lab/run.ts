/** A run of the lab: what is asked for, what is fixed when it starts, how it stands. */
import { z } from 'zod';
import { policySchema } from '#shared/lab/policy';
import { type ProcessId, processIdSchema } from '#shared/model/process';

const parameterSchema = z.union([z.number(), z.string().max(200), z.boolean()]);
export type ParameterValue = z.infer<typeof parameterSchema>;

const programSchema = z.discriminatedUnion('kind', [
  /** One of the catalogue (`assets/demos`), with its parameters. */
  z
    .object({
      kind: z.literal('demo'),
      id: z.string().max(60),
      parameters: z.record(z.string().max(60), parameterSchema).readonly(),
    })
    .readonly(),
  /** One's own: the text is what runs, `name` is what it is called in tracebacks. */
  z.object({ kind: z.literal('own'), name: z.string().max(200), text: z.string().max(2_000_000) }).readonly(),
]);
export type LabProgram = z.infer<typeof programSchema>;

/** What a person may set, and within which bounds. */
export const limitBounds = {
  processes: { least: 2, most: 512, usual: 64 },
  /** Wall clock, seconds. While the program is held at the gate it counts too: a lesson takes time. */
  seconds: { least: 1, most: 3_600, usual: 600 },
  memoryMiB: { least: 64, most: 4_096, usual: 512 },
  outputKiB: { least: 16, most: 65_536, usual: 1_024 },
} as const;

function bounded({ least, most }: { readonly least: number; readonly most: number }) {
  return z.number().int().min(least).max(most);
}

const limitsSchema = z
  .object({
    processes: bounded(limitBounds.processes),
    seconds: bounded(limitBounds.seconds),
    memoryMiB: bounded(limitBounds.memoryMiB),
    outputKiB: bounded(limitBounds.outputKiB),
  })
  .readonly();
export interface Limits extends z.infer<typeof limitsSchema> {}

export const usualLimits: Limits = {
  processes: limitBounds.processes.usual,
  seconds: limitBounds.seconds.usual,
  memoryMiB: limitBounds.memoryMiB.usual,
  outputKiB: limitBounds.outputKiB.usual,
};

/** Buffering differs between the two, and that is a lesson. */
export const stdoutKinds = ['tty', 'pipe'] as const;

export const labStartSchema = z
  .object({
    program: programSchema,
    stdout: z.enum(stdoutKinds),
    /** False: runs free, contained all the same. */
    gated: z.boolean(),
    policy: policySchema,
    limits: limitsSchema,
  })
  .readonly();
export interface LabStart extends z.infer<typeof labStartSchema> {}

/** What can be said to a run that is under way. */
export const labCommandSchema = z.discriminatedUnion('kind', [
  /** One turn: for this process (and thread) or, without `id`, for whom the policy chooses. */
  z.object({ kind: z.literal('step'), id: processIdSchema.optional(), thread: z.number().int().optional() }).readonly(),
  /** Turn after turn until pause, a breakpoint, or nobody can run; `delayMs` between two turns. */
  z.object({ kind: z.literal('run'), delayMs: z.number().min(0).max(10_000) }).readonly(),
  z.object({ kind: z.literal('pause') }).readonly(),
  z.object({ kind: z.literal('policy'), policy: policySchema }).readonly(),
  /** Running pauses before any process runs one of these lines. */
  z
    .object({ kind: z.literal('breakpoints'), lines: z.array(z.number().int().positive()).max(1_000).readonly() })
    .readonly(),
  /** Typed to the program's standard input; `end` closes it. */
  z.object({ kind: z.literal('input'), text: z.string().max(65_536), end: z.boolean() }).readonly(),
  /** Ends all; answered when nothing is left. */
  z.object({ kind: z.literal('stop') }).readonly(),
]);
export type LabCommand = z.infer<typeof labCommandSchema>;

/** From the strongest to the weakest; `because` of a weaker one says why no stronger one was to be had. */
export const containmentKinds = ['pid-namespace', 'pids-cgroup', 'systemd-scope', 'supervised'] as const;
export interface Containment {
  readonly kind: (typeof containmentKinds)[number];
  /** What holds in addition, e.g. `rlimit-nproc`, `pids-cgroup`, `memory-cgroup`, `rlimit-as`. */
  readonly bounds: readonly string[];
  readonly because?: string;
}

export interface LabFacts {
  readonly start: LabStart;
  /** The text that runs, with parameters filled in: what the lines of `line` events count. */
  readonly text: string;
  readonly containment: Containment;
  /** Everything of the run is below it. */
  readonly supervisor: ProcessId;
  readonly root: ProcessId;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Version of the interpreter, e.g. `3.11.7`. */
  readonly python: string;
}

export const labOutcomes = ['finished', 'stopped', 'timeout', 'limit', 'error'] as const;
export type LabOutcome = (typeof labOutcomes)[number];

export type LabStatus =
  | { readonly kind: 'idle' }
  | { readonly kind: 'starting' }
  | ({
      readonly kind: 'running';
      /** `held`: waits for a step. `running`: turn after turn. */
      readonly pace: 'held' | 'running';
    } & LabFacts)
  | ({
      readonly kind: 'ended';
      readonly outcome: LabOutcome;
      readonly detail?: string;
      /** Processes still alive when it ended; anything but 0 is a fault. */
      readonly leftover: number;
    } & LabFacts);

export type LabFailure =
  | 'python-missing'
  | 'python-too-old'
  | 'unsupported-platform'
  | 'already-running'
  | 'no-such-demo'
  | 'bad-parameter'
  | 'does-not-parse'
  | 'start-failed';
