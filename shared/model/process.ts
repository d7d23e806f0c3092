/** A process as the app knows it, and what can be said of one; what it consists of stands with its schema. */
import type { ProcessId, ProcessRecord } from '#shared/model/process-schema';

export type { Adoption, ExitStatus, ProcessId, ProcessRecord } from '#shared/model/process-schema';

/** The kernel's state letters (proc_pid_stat(5), field 3) in words; `gone` is ours: it has been reaped. */
export const processStates = [
  'running',
  'sleeping',
  'disk-sleep',
  'stopped',
  'traced',
  'zombie',
  'dead',
  'idle',
  'parked',
  'unknown',
  'gone',
] as const;
export type ProcessState = (typeof processStates)[number];

/** In which role the new parent took the child over (prctl(2), PR_SET_CHILD_SUBREAPER; pid_namespaces(7)). */
export const adopterRoles = ['init', 'namespace-init', 'subreaper', 'unknown'] as const;
export type AdopterRole = (typeof adopterRoles)[number];

/** Why a field could not be read; `left-out` of a recording by whoever saved it. */
export const hiddenReasons = ['permission', 'gone', 'not-offered', 'kernel-thread', 'left-out'] as const;
export type HiddenReason = (typeof hiddenReasons)[number];

export type WritableRecord = { -readonly [Field in keyof ProcessRecord]-?: ProcessRecord[Field] };

/** A copy to be written to. Field by field it takes a tenth of what `{ ...record }` takes, and every event makes one. */
export function copyRecord(record: ProcessRecord): WritableRecord {
  return {
    id: record.id,
    pid: record.pid,
    nsPid: record.nsPid,
    birth: record.birth,
    helper: record.helper,
    startTicks: record.startTicks,
    startedAt: record.startedAt,
    ppid: record.ppid,
    parent: record.parent,
    originalParent: record.originalParent,
    adoptions: record.adoptions,
    name: record.name,
    cmdline: record.cmdline,
    executable: record.executable,
    state: record.state,
    uid: record.uid,
    user: record.user,
    cgroup: record.cgroup,
    container: record.container,
    pgid: record.pgid,
    sid: record.sid,
    tty: record.tty,
    nice: record.nice,
    threads: record.threads,
    kernelThread: record.kernelThread,
    cpu: record.cpu,
    rssBytes: record.rssBytes,
    seenAt: record.seenAt,
    bornInSight: record.bornInSight,
    exit: record.exit,
    exitedAt: record.exitedAt,
    goneAt: record.goneAt,
    hidden: record.hidden,
  };
}

export function processId(pid: number, startTicks: number): ProcessId {
  return `${pid}@${startTicks}` as ProcessId;
}

/** An orphan was seen losing its parent: some adoption is on record and it has not ended. */
export function isOrphan(process: ProcessRecord): boolean {
  return process.adoptions.length > 0 && process.state !== 'gone';
}

export function isZombie(process: ProcessRecord): boolean {
  return process.state === 'zombie';
}

/** A ghost is a process that has been reaped and is still remembered. */
export function isGhost(process: ProcessRecord): boolean {
  return process.state === 'gone';
}

/** The pid that the program itself sees when it is a run of the lab's (those have lines of birth), else the computer's. */
export function ownPid({ pid, nsPid, birth }: ProcessRecord): number {
  return birth === undefined ? pid : (nsPid ?? pid);
}
