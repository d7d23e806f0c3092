/** What is odd about a process, as facts that a sentence is made of; the sentences are the window's. */
import { findProcess, type ProcessTable } from '#shared/events/apply-events';
import { type DepthFacts, factValue } from '#shared/inspect/facts';
import { type Reaper, reaperOf } from '#shared/inspect/reaper';
import type { ParameterValue } from '#shared/lab/run';
import type { Adoption, ProcessRecord, ProcessState } from '#shared/model/process';
import { hasOnlyLostItsLeader } from '#shared/parse/proc-stat-facts';

export type Oddity =
  | ({ readonly kind: 'zombie' } & Reaper)
  /** Its first thread has ended; so many others live. */
  | { readonly kind: 'leader-ended'; readonly others: number }
  | { readonly kind: 'orphan'; readonly adoption: Adoption }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'traced'; readonly tracerPid: number | undefined }
  /** Traced, and running or asleep by itself. */
  | { readonly kind: 'tracee'; readonly tracerPid: number }
  | { readonly kind: 'disk-sleep'; readonly channel: string | undefined }
  | { readonly kind: 'vfork'; readonly channel: string }
  | { readonly kind: 'kernel-thread' }
  | { readonly kind: 'session-leader'; readonly terminal: number }
  /** What became of who started it: it has lost that one, it was started by PID 1, or nobody saw. */
  | { readonly kind: 'daemon'; readonly starter: 'lost' | 'init' | 'unseen' }
  | { readonly kind: 'subreaper'; readonly adopted: number }
  | { readonly kind: 'namespace-init'; readonly container: string | undefined }
  | { readonly kind: 'ghost' };

export type OddityKind = Oddity['kind'];

interface ShownBy {
  readonly demo: string;
  readonly parameters?: { readonly [name: string]: ParameterValue };
}

/** The demo of the catalogue that shows it, and how it is to be set. A kernel thread can only be compared with others. */
export const demoOf: { readonly [Kind in OddityKind]: ShownBy } = {
  zombie: { demo: 'zombie' },
  'leader-ended': { demo: 'threads' },
  orphan: { demo: 'orphan' },
  stopped: { demo: 'standing-still', parameters: { HOW: 'stopped' } },
  traced: { demo: 'standing-still', parameters: { HOW: 'traced' } },
  tracee: { demo: 'standing-still', parameters: { HOW: 'traced' } },
  'disk-sleep': { demo: 'standing-still', parameters: { HOW: 'vfork' } },
  vfork: { demo: 'standing-still', parameters: { HOW: 'vfork' } },
  'kernel-thread': { demo: 'threads' },
  'session-leader': { demo: 'daemon-other-ways' },
  daemon: { demo: 'daemon' },
  subreaper: { demo: 'orphan', parameters: { SUBREAPER: true } },
  'namespace-init': { demo: 'orphan' },
  ghost: { demo: 'zombie' },
};

/** `facts` as they are at the moment of the table, as far as they were read; without them what the table tells. */
export function explain(process: ProcessRecord, table: ProcessTable, facts: DepthFacts | undefined): readonly Oddity[] {
  return [
    ghost(process),
    leaderEnded(process, facts) ?? zombie(process, table),
    orphan(process),
    stillness(process, agreeing(process, facts)),
    process.kernelThread && process.state !== 'gone' ? ({ kind: 'kernel-thread' } as const) : undefined,
    namespaceInit(process),
    subreaper(process, table),
    daemon(process),
    sessionLeader(process),
  ].filter((one) => one !== undefined);
}

function ghost({ state }: ProcessRecord): Oddity | undefined {
  return state === 'gone' ? { kind: 'ghost' } : undefined;
}

/** The table may call such a process a zombie: the state is its first thread's. */
function leaderEnded({ state, threads }: ProcessRecord, facts: DepthFacts | undefined): Oddity | undefined {
  if (state === 'gone') return undefined;
  const stat = factValue(facts?.stat);
  if (stat !== undefined && hasOnlyLostItsLeader(stat)) return { kind: 'leader-ended', others: stat.threads - 1 };
  return hasOnlyLostItsLeader({ state, threads: threads ?? 1 })
    ? { kind: 'leader-ended', others: (threads ?? 1) - 1 }
    : undefined;
}

function zombie(process: ProcessRecord, table: ProcessTable): Oddity | undefined {
  if (process.state !== 'zombie') return undefined;
  return { kind: 'zombie', ...reaperOf(findProcess(table, process.parent)) };
}

function orphan({ adoptions, state }: ProcessRecord): Oddity | undefined {
  const adoption = adoptions.at(-1);
  return adoption === undefined || state === 'gone' ? undefined : { kind: 'orphan', adoption };
}

const still: readonly ProcessState[] = ['stopped', 'traced', 'disk-sleep', 'zombie', 'dead', 'gone'];

/** Facts are read at other moments than the table: what it does now they tell only when both have it in the same state. */
function agreeing({ state }: ProcessRecord, facts: DepthFacts | undefined): DepthFacts | undefined {
  const read = factValue(facts?.stat)?.state;
  if (read === undefined) return undefined;
  return read === state || (!still.includes(read) && !still.includes(state)) ? facts : undefined;
}

function stillness({ state }: ProcessRecord, facts: DepthFacts | undefined): Oddity | undefined {
  if (state === 'stopped') return { kind: 'stopped' };
  if (state === 'traced') return { kind: 'traced', tracerPid: factValue(facts?.status)?.tracerPid };
  if (state !== 'disk-sleep') return tracee(state, facts);
  const channel = factValue(facts?.waitChannel);
  return channel !== undefined && vforkChannels.includes(channel)
    ? { kind: 'vfork', channel }
    : { kind: state, channel };
}

function tracee(state: ProcessRecord['state'], facts: DepthFacts | undefined): Oddity | undefined {
  const tracerPid = factValue(facts?.status)?.tracerPid ?? 0;
  return tracerPid === 0 || state === 'gone' || state === 'zombie' ? undefined : { kind: 'tracee', tracerPid };
}

/** Where the parent waits in vfork(2): as the kernel has named the function since 5.10, before, and where it is inlined not. */
const vforkChannels = ['kernel_clone', '_do_fork', 'do_fork', 'wait_for_vfork_done'];

/** Process 1 of a PID namespace inside ours (pid_namespaces(7)). */
function namespaceInit({ nsPid, pid, container, state }: ProcessRecord): Oddity | undefined {
  return nsPid === 1 && pid !== 1 && state !== 'gone' ? { kind: 'namespace-init', container } : undefined;
}

/** No file of /proc tells who has asked to be one; that it has adopted shows it. */
function subreaper({ id, state }: ProcessRecord, table: ProcessTable): Oddity | undefined {
  if (state === 'gone') return undefined;
  const all = [...table.living.values(), ...table.ghosts.values()];
  const adopted = all.filter(({ adoptions }) => adoptions.some(({ to, role }) => to === id && role === 'subreaper'));
  return adopted.length === 0 ? undefined : { kind: 'subreaper', adopted: adopted.length };
}

/** No terminal, and below PID 1 or adopted. That PID 1 is its parent does not tell who started it. */
function daemon(process: ProcessRecord): Oddity | undefined {
  const { tty, kernelThread, pid, ppid, parent, originalParent, adoptions } = process;
  if (!isAlive(process) || kernelThread || tty !== 0 || pid === 1) return undefined;
  if (adoptions.length > 0) return { kind: 'daemon', starter: 'lost' };
  if (ppid !== 1) return undefined;
  return { kind: 'daemon', starter: originalParent !== undefined && originalParent === parent ? 'init' : 'unseen' };
}

function sessionLeader(process: ProcessRecord): Oddity | undefined {
  const { sid, pid, tty, kernelThread } = process;
  if (!isAlive(process) || kernelThread || sid !== pid || tty === undefined) return undefined;
  return { kind: 'session-leader', terminal: tty };
}

function isAlive({ state }: ProcessRecord): boolean {
  return state !== 'gone' && state !== 'zombie';
}
