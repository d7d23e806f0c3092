import type { ExitStatus, HiddenReason, ProcessId, ProcessRecord, ProcessState } from '#shared/model/process';

/** Facts that are read once, at first sight, and again after an exec. */
export interface ProcessFacts {
  readonly cmdline: readonly string[] | undefined;
  readonly executable: string | undefined;
  readonly uid: number | undefined;
  readonly user: string | undefined;
  /** Path in the control group hierarchy. */
  readonly cgroup: string | undefined;
  /** Short id or name; undefined when it is in no container. */
  readonly container: string | undefined;
  /** Its pid as it sees itself, where that differs: in a PID namespace inside ours. */
  readonly nsPid?: number | undefined;
  /** It is process 1 of a PID namespace inside ours. */
  readonly namespaceInit: boolean;
  readonly hidden: { readonly [field: string]: HiddenReason };
}

/** What one look at one process tells. A source gives the same object again while nothing about it has changed. */
export interface Sighting {
  readonly id: ProcessId;
  readonly pid: number;
  readonly startTicks: number;
  readonly startedAt: number | undefined;
  readonly ppid: number;
  readonly name: string;
  readonly state: ProcessState;
  readonly pgid: number | undefined;
  readonly sid: number | undefined;
  readonly tty: number | undefined;
  readonly nice: number | undefined;
  readonly threads: number | undefined;
  readonly kernelThread: boolean;
  /** Milliseconds of processor time since birth; undefined where the source gives a share instead. */
  readonly cpuMs: number | undefined;
  /** Share of one core, where the source gives that. */
  readonly cpu: number | undefined;
  readonly rssBytes: number | undefined;
  /** For a zombie, if we may know. */
  readonly exit: ExitStatus | undefined;
  readonly facts: ProcessFacts;
  /** Where its stack begins, which each exec moves; undefined when it is not ours to see. */
  readonly programStart?: number | undefined;
}

/** What the stat file alone tells. */
export type StatSighting = Omit<Sighting, 'facts' | 'exit' | 'programStart'>;

/** One consistent look at everything. */
export interface Look {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly sightings: ReadonlyMap<ProcessId, Sighting>;
}

/** The record that a first sighting makes. */
export function recordOf(
  sighting: Sighting,
  at: number,
  parents: Pick<ProcessRecord, 'parent' | 'originalParent'>,
): ProcessRecord {
  const { facts } = sighting;
  return {
    id: sighting.id,
    pid: sighting.pid,
    nsPid: facts.nsPid,
    startTicks: sighting.startTicks,
    startedAt: sighting.startedAt,
    ppid: sighting.ppid,
    ...parents,
    adoptions: [],
    name: sighting.name,
    cmdline: facts.cmdline,
    executable: facts.executable,
    state: sighting.state,
    uid: facts.uid,
    user: facts.user,
    cgroup: facts.cgroup,
    container: facts.container,
    pgid: sighting.pgid,
    sid: sighting.sid,
    tty: sighting.tty,
    nice: sighting.nice,
    threads: sighting.threads,
    kernelThread: sighting.kernelThread,
    cpu: sighting.cpu,
    rssBytes: sighting.rssBytes,
    seenAt: at,
    bornInSight: false,
    exit: sighting.exit,
    exitedAt: undefined,
    goneAt: undefined,
    hidden: facts.hidden,
  };
}
