/** A run of the lab: what is asked for, what is fixed when it starts, how it stands. */
import type { LabStart, Limits } from '#shared/lab/run-schema';
import type { ProcessId } from '#shared/model/process';

export type { LabCommand, LabProgram, LabStart, Limits, ParameterValue } from '#shared/lab/run-schema';

/** What a person may set, and within which bounds. */
export const limitBounds = {
  processes: { least: 2, most: 512, usual: 64 },
  /** Wall clock, seconds. While the program is held at the gate it counts too: a lesson takes time. */
  seconds: { least: 1, most: 3_600, usual: 600 },
  memoryMiB: { least: 64, most: 4_096, usual: 512 },
  outputKiB: { least: 16, most: 65_536, usual: 1_024 },
} as const;

export const usualLimits: Limits = {
  processes: limitBounds.processes.usual,
  seconds: limitBounds.seconds.usual,
  memoryMiB: limitBounds.memoryMiB.usual,
  outputKiB: limitBounds.outputKiB.usual,
};

/** Buffering differs between the two, and that is a lesson. */
export const stdoutKinds = ['tty', 'pipe'] as const;

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
