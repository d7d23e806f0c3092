/**
 * Follows the kernel's events. They tell who forked, executed and ended, but not who was adopted or reaped, nor names
 * and command lines: those are read from /proc at once, as far as the process still exists.
 */
import type { UnstampedEvent } from '#shared/events/process-event';
import { recordOf, type StatSighting } from '#shared/events/sighting';
import { adopterRoleOf } from '#shared/model/adopter-role';
import { type ProcessRecord, processId } from '#shared/model/process';
import type { KernelEvent } from '#shared/parse/connector-message';
import type { LiveTable } from './live-table';
import type { ProcfsSource } from './procfs-source';
import { monotonicEpochMs } from './source';

/** /proc, asked about one process; undefined when it is gone. */
type Procfs = Pick<ProcfsSource, 'readStat' | 'readWhole' | 'ticksNow'>;

export interface KernelTracker {
  follow(event: KernelEvent): void;
  /** Looks whether the zombies have been reaped: of that the kernel tells nobody but the parent. */
  checkZombies(): void;
}

export function createKernelTracker(live: LiveTable, procfs: Procfs): KernelTracker {
  const add = (event: UnstampedEvent): void => live.add(event, monotonicEpochMs());

  function follow(event: KernelEvent): void {
    if (event.kind === 'fork') followFork(event.parent, event.pid);
    else if (event.kind === 'exec') followExec(event.pid);
    else if (event.kind === 'exit') followExit(event.pid, event.exit);
    else if (event.kind === 'comm' || event.kind === 'identity') followChange(event.pid);
  }

  function followFork(parentPid: number, pid: number): void {
    const seen = procfs.readStat(pid);
    const known = live.ofPid(pid);
    // A look may have been quicker.
    if (known !== undefined && (seen === undefined ? isJustBorn(known) : known.id === seen.id)) return;
    // The pid is in use again, so its last owner has been reaped.
    if (known !== undefined) reap(known);
    const parent = live.ofPid(parentPid);
    const process = parent === undefined ? stranger(pid, parentPid) : copyOf(parent, pid, seen);
    if (process !== undefined) add({ kind: 'fork', process });
  }

  /** No pid comes round again so soon. */
  function isJustBorn({ startTicks }: ProcessRecord): boolean {
    return procfs.ticksNow() - startTicks < JUST_BORN_TICKS;
  }

  /** At the moment of fork a child is its parent's copy: whatever cannot be read any more is known from the parent. */
  function copyOf(parent: ProcessRecord, pid: number, seen: StatSighting | undefined): ProcessRecord {
    const at = monotonicEpochMs();
    const startTicks = seen?.startTicks ?? procfs.ticksNow();
    return {
      ...parent,
      id: processId(pid, startTicks),
      pid,
      startTicks,
      startedAt: seen?.startedAt ?? at,
      ppid: parent.pid,
      parent: parent.id,
      originalParent: parent.id,
      // It may have left its parent's group by now: of that the kernel tells nobody (setpgid(2)).
      pgid: seen?.pgid ?? parent.pgid,
      adoptions: [],
      state: 'running',
      threads: 1,
      cpu: undefined,
      rssBytes: seen?.rssBytes,
      seenAt: at,
      bornInSight: true,
      exit: undefined,
      exitedAt: undefined,
      goneAt: undefined,
    };
  }

  /** Born of nobody we can see, it has only itself to tell about it; if that is gone too there is nothing to tell. */
  function stranger(pid: number, ppid: number): ProcessRecord | undefined {
    const seen = procfs.readWhole(pid);
    if (seen === undefined) return undefined;
    const record = recordOf(seen, monotonicEpochMs(), { parent: undefined, originalParent: undefined });
    return { ...record, ppid, state: 'running', bornInSight: true, exit: undefined };
  }

  function followExec(pid: number): void {
    const known = live.ofPid(pid);
    if (known === undefined) return;
    const seen = procfs.readWhole(pid);
    const name = seen?.id === known.id ? seen.name : known.name;
    const facts = seen?.id === known.id && seen.state !== 'zombie' ? seen.facts : { ...known, ...goneFacts };
    const { cmdline, executable, cgroup, container, hidden } = facts;
    add({ kind: 'exec', id: known.id, name, cmdline, executable, cgroup, container, hidden });
  }

  function followChange(pid: number): void {
    const known = live.ofPid(pid);
    const seen = known === undefined ? undefined : procfs.readWhole(pid);
    if (known === undefined || seen?.id !== known.id) return;
    const { name, pgid, sid, tty, facts } = seen;
    add({ kind: 'changed', id: known.id, changes: { name, pgid, sid, tty, uid: facts.uid, user: facts.user } });
  }

  function followExit(pid: number, exit: ProcessRecord['exit']): void {
    const known = live.ofPid(pid);
    // A look may have seen the zombie first, but perhaps not been allowed to see how it ended.
    if (known === undefined || (known.state === 'zombie' && known.exit !== undefined)) return;
    add({ kind: 'exit', id: known.id, exit });
    // The kernel has given its children to their new parent before it told us of the exit (kernel/exit.c, do_exit).
    for (const child of live.childrenOf(known.id)) followAdoption(child);
  }

  function followAdoption(child: ProcessRecord): void {
    const seen = procfs.readStat(child.pid);
    if (seen?.id !== child.id || seen.ppid === child.ppid) return;
    const to = live.ofPid(seen.ppid);
    const role = adopterRoleOf(to?.pid, to !== undefined && (procfs.readWhole(to.pid)?.facts.namespaceInit ?? false));
    add({ kind: 'adopted', id: child.id, from: child.parent, to: to?.id, ppid: seen.ppid, role });
  }

  function reap(process: ProcessRecord): void {
    if (process.state !== 'zombie') add({ kind: 'exit', id: process.id });
    add({ kind: 'reaped', id: process.id });
  }

  function checkZombies(): void {
    for (const id of [...live.zombies]) {
      const zombie = live.table.living.get(id);
      if (zombie !== undefined && procfs.readStat(zombie.pid)?.id !== id) reap(zombie);
    }
  }

  return { follow, checkZombies };
}

const JUST_BORN_TICKS = 100;

/** What the new program would have brought. The control group stays: an exec does not move it. */
const goneFacts = {
  cmdline: undefined,
  executable: undefined,
  hidden: { cmdline: 'gone', executable: 'gone' },
} as const;
