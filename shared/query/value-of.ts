/** What a field of a query is in a process, in the query's unit; undefined when it is not known. */
import { assertNever } from '#shared/model/assert-never';
import { ownPid, type ProcessId, type ProcessRecord } from '#shared/model/process';
import { terminalName } from '#shared/model/terminal-name';
import type { NumberField, TextField } from '#shared/query/query';

/** What a query needs to know beside the process itself. */
export interface Surroundings {
  /** Milliseconds since the epoch: the moment the table is of. */
  readonly now: number;
  /** For how long a process counts as new. */
  readonly newMs: number;
  /** The person's own; undefined where the system has none. */
  readonly uid: number | undefined;
  /** Children alive. */
  childCount(id: ProcessId): number;
  /** Whether a process is, or descends from, the one with this pid or identity. */
  isUnder(id: ProcessId, ancestor: string): boolean;
}

/** Stands for "in no container" and "without a terminal". */
const NONE = 'none';

export function textOf(process: ProcessRecord, field: TextField): string | undefined {
  switch (field) {
    case 'name':
      return process.name;
    case 'user':
      return process.user;
    case 'cmd':
      return process.cmdline?.join(' ');
    case 'exe':
      return process.executable;
    case 'cgroup':
      return process.cgroup;
    case 'container':
      // Where the control group is not known, neither is the container.
      return process.container ?? (process.cgroup === undefined ? undefined : NONE);
    case 'tty':
      return process.tty === undefined ? undefined : (terminalName(process.tty) ?? NONE);
    default:
      return assertNever(field);
  }
}

export function numberOf(process: ProcessRecord, field: NumberField, surroundings: Surroundings): number | undefined {
  switch (field) {
    case 'cpu':
      return process.cpu === undefined ? undefined : process.cpu * 100;
    case 'mem':
      return process.rssBytes;
    case 'age':
      // Who is gone grows no older.
      return process.startedAt === undefined ? undefined : (process.goneAt ?? surroundings.now) - process.startedAt;
    case 'children':
      return surroundings.childCount(process.id);
    case 'pid':
      return ownPid(process);
    case 'ppid':
    case 'pgid':
    case 'sid':
    case 'uid':
    case 'threads':
    case 'nice':
      return process[field];
    default:
      return assertNever(field);
  }
}
