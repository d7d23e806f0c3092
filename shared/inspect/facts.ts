/** What is read of one process in depth. Each field is a value, or the reason for which there is none: never a wrong zero. */
import type { ProcessId } from '#shared/model/process';
import type { AccessMode, DescriptorKind } from '#shared/parse/descriptor';
import type { Limit } from '#shared/parse/limits';
import type { IoFacts, RollupFacts } from '#shared/parse/proc-counters';
import type { FileLock } from '#shared/parse/proc-locks';
import type { StatFacts } from '#shared/parse/proc-stat-facts';
import type { StatusFacts } from '#shared/parse/proc-status';

/** Why something cannot be read; worked out from evidence, see `whyHidden`. */
const factReasons = [
  /** It runs as somebody else (ptrace(2), PTRACE_MODE_READ_FSCREDS). */
  'other-user',
  /** Same user, but it holds capabilities that we do not (capabilities(7)). */
  'more-capabilities',
  /** Same user, but it has made itself unreadable, or ran a set-id program (prctl(2), PR_SET_DUMPABLE). */
  'not-dumpable',
  /** /proc is mounted with hidepid (proc(5)). */
  'hidepid',
  /** Yama allows only descendants to be looked at that deeply (/proc/sys/kernel/yama/ptrace_scope). */
  'ptrace-scope',
  /** It belongs to another user namespace, or to one that our view of /proc does not reach. */
  'namespace',
  /** The process had ended before this was read. */
  'gone',
  /** It has ended and is not reaped: the kernel has dropped this already. */
  'zombie',
  /** Its first thread has ended, the others live: what only that one had is gone. */
  'leader-ended',
  'kernel-thread',
  /** It does not sleep, so it sleeps nowhere. */
  'awake',
  /** This system or kernel does not tell. */
  'not-offered',
  /** The recording does not hold it. */
  'not-recorded',
  /** Refused for none of the reasons above, e.g. by a security module (SELinux, AppArmor). */
  'refused',
] as const;
export type FactReason = (typeof factReasons)[number];

interface Hidden {
  readonly hidden: FactReason;
}

interface Known<Value> {
  readonly value: Value;
  /** Milliseconds since the epoch: when it was read, if it cannot be read any more. */
  readonly asOf?: number;
}

export type Fact<Value> = Known<Value> | Hidden;

export function factValue<Value>(fact: Fact<Value> | undefined): Value | undefined {
  return fact !== undefined && 'value' in fact ? fact.value : undefined;
}

/** The same reason, or what `pick` takes out of the value; undefined picked is not offered. */
export function pickFact<Value, Picked>(fact: Fact<Value>, pick: (value: Value) => Picked | undefined): Fact<Picked> {
  if ('hidden' in fact) return fact;
  const value = pick(fact.value);
  return value === undefined ? { hidden: 'not-offered' } : { ...fact, value };
}

/** The names in /proc/PID/ns that are namespaces of the process itself (namespaces(7)). */
export const namespaceNames = ['cgroup', 'ipc', 'mnt', 'net', 'pid', 'time', 'user', 'uts'] as const;
type NamespaceName = (typeof namespaceNames)[number];

/** What is cheap enough to read every second. */
export interface DepthFacts {
  readonly id: ProcessId;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly stat: Fact<StatFacts>;
  readonly status: Fact<StatusFacts>;
  /** These two are in status as well, but gone at its end. */
  readonly umask: Fact<number>;
  readonly memory: Fact<StatusFacts['memory']>;
  readonly executable: Fact<string>;
  readonly workingFolder: Fact<string>;
  readonly rootFolder: Fact<string>;
  readonly io: Fact<IoFacts>;
  readonly limits: Fact<readonly Limit[]>;
  readonly namespaces: Fact<{ readonly [Name in NamespaceName]?: number }>;
  /** Its path in every hierarchy, as the file has it. */
  readonly cgroups: Fact<readonly string[]>;
  readonly oomScore: Fact<number>;
  readonly oomAdjustment: Fact<number>;
  /** The function in the kernel that it sleeps in. */
  readonly waitChannel: Fact<string>;
  readonly timers: Fact<number>;
  readonly locks: Fact<readonly FileLock[]>;
  /** The highest capability that the kernel knows; the same for all processes. */
  readonly lastCapability: Fact<number>;
  /** Milliseconds a clock tick lasts. */
  readonly msPerTick: number;
}

export type MemoryFacts = RollupFacts;

export interface EnvironmentVariable {
  readonly name: string;
  /** Undefined as long as it was not asked for. */
  readonly value: string | undefined;
  /** Characters of the whole value, which may have been cut. */
  readonly length: number;
}

/** A part of the environment. */
export interface EnvironmentPart {
  readonly variables: readonly EnvironmentVariable[];
  /** Where the next part begins: `total` when there is none. */
  readonly next: number;
  readonly total: number;
  readonly bytes: number;
  /** More than the reader takes was cut off. */
  readonly cut: boolean;
}

export interface Descriptor {
  readonly number: number;
  readonly kind: DescriptorKind;
  /** What the link says. */
  readonly target: string;
  readonly inode: number | undefined;
  readonly access: AccessMode | undefined;
  readonly closeOnExec: boolean | undefined;
  readonly nonBlocking: boolean | undefined;
  readonly append: boolean | undefined;
  readonly position: number | undefined;
  readonly more: readonly string[];
  /** Of a socket: `tcp 127.0.0.1:80 → 127.0.0.1:51234 ESTABLISHED`, `unix stream /run/x`. */
  readonly socket: string | undefined;
}

/** A part of the descriptors, in the order of their numbers. */
export interface DescriptorPart {
  /** To be given when the next part is asked for. */
  readonly reading: number;
  readonly descriptors: readonly Descriptor[];
  /** Where the next part begins, which may be further on than there are descriptors: some were closed meanwhile. */
  readonly next: number;
  readonly total: number;
}

/** Who else holds the other end, or the same end, of a pipe or socket, or the same eventfd. */
export interface DescriptorPeer {
  /** Which of ours it belongs to (`sharedEndOf`). */
  readonly end: string;
  readonly id: ProcessId;
  readonly name: string;
  readonly descriptor: number;
  readonly access: AccessMode | undefined;
  /** The very same, e.g. inherited by fork. Both ends of a pipe have one inode; `access` tells them apart. */
  readonly isSame: boolean;
}

export interface PeerList {
  readonly peers: readonly DescriptorPeer[];
  /** Processes whose descriptors could not be seen, so that the list may lack some. */
  readonly unseen: number;
  /** Why nobody is told at the other ends of its UNIX sockets; undefined when they were asked for. */
  readonly unixUnasked: 'other-network' | 'not-offered' | undefined;
  readonly cut: boolean;
}

/** Names only: values stay where they are. */
export interface EnvironmentDifference {
  readonly same: number;
  readonly changed: readonly string[];
  readonly onlyLeft: readonly string[];
  readonly onlyRight: readonly string[];
}

/** Two processes side by side; the left one is usually the parent. */
export interface Comparison {
  readonly left: DepthFacts;
  readonly right: DepthFacts;
  readonly environment: Fact<EnvironmentDifference>;
  readonly descriptors: Fact<DescriptorDifference>;
}

/** By number and target: fork copies the whole table. */
export interface DescriptorDifference {
  readonly same: number;
  readonly onlyLeft: number;
  readonly onlyRight: number;
  /** Of so many descriptors only the first are compared; these are the rest. */
  readonly leftUnread: number;
  readonly rightUnread: number;
}
