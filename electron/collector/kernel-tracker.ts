/**
 * Follows the kernel's events. They tell who forked, executed and ended, but not who was adopted or reaped, nor names
 * and command lines: those are read from /proc at once, as far as the process still exists.
 */
import type { UnstampedEvent } from '#shared/events/process-event';
import { adopterRoleOf } from '#shared/model/adopter-role';
import type { ProcessId, ProcessRecord } from '#shared/model/process';
import type { KernelEvent } from '#shared/parse/connector-message';
import type { LiveTable } from './live-table';
import { copyOf, newbornOf } from './newborn';
import type { ProcfsSource } from './procfs-source';
import { monotonicEpochMs } from './source';

/** /proc, asked about one process; undefined when it is gone. */
type Procfs = Pick<ProcfsSource, 'readStat' | 'readWhole' | 'isInUse' | 'forgetFacts' | 'ticksNow'>;

export interface KernelTracker {
  /** `at`: when it happened, in milliseconds since the epoch. */
  follow(event: KernelEvent, at: number): void;
  /** Looks whether the zombies have been reaped: of that the kernel tells nobody but the parent. */
  checkZombies(): void;
  /** How many such checks may find something of. */
  waitsForEnds(): number;
  /** No look shows it any more, but it lives. */
  isHidden(process: ProcessRecord): boolean;
}

export function createKernelTracker(live: LiveTable, procfs: Procfs): KernelTracker {
  /** Of what is followed, as the kernel says it; undefined for what is found out by asking, which is of now. */
  let happenedAt: number | undefined;
  const now = () => happenedAt ?? monotonicEpochMs();
  const add = (event: UnstampedEvent): void => live.add(event, now());
  /** Their first thread has ended, and how; others go on, of whose end the kernel does not tell by this pid. */
  const leaderless = new Map<ProcessId, ProcessRecord['exit']>();

  function follow(event: KernelEvent, at: number): void {
    happenedAt = at;
    if (event.kind === 'fork') followFork(event.parent, event.pid);
    else if (event.kind === 'exec') followExec(event.pid);
    else if (event.kind === 'exit') followExit(event.pid, event.exit);
    else if (event.kind === 'comm') followName(event.pid, Buffer.from(event.name).toString('utf8'));
    else if (event.kind === 'identity') followChange(event.pid);
    else if (event.kind === 'thread') checkLeaderless();
    happenedAt = undefined;
  }

  function followFork(parentPid: number, pid: number): void {
    const seen = procfs.readStat(pid);
    const known = live.ofPid(pid);
    // A look may have been quicker.
    if (known !== undefined && (seen === undefined ? isJustBorn(known, procfs.ticksNow()) : known.id === seen.id))
      return;
    // The pid is in use again, so its last owner has been reaped.
    if (known !== undefined) reap(known);
    const parent = live.ofPid(parentPid);
    const process = parent === undefined ? stranger(pid, parentPid) : copyOf(parent, pid, seen, now(), procfs.ticksNow);
    if (process !== undefined) add({ kind: 'fork', process });
  }

  /** Born of nobody we can see, it has only itself to tell about it; if that is gone too there is nothing to tell. */
  function stranger(pid: number, ppid: number): ProcessRecord | undefined {
    const seen = procfs.readWhole(pid);
    return seen === undefined ? undefined : newbornOf(seen, ppid, now());
  }

  function followExec(pid: number): void {
    const known = live.ofPid(pid);
    if (known === undefined) return;
    const seen = procfs.readWhole(pid);
    // The next look would compare with what it was before.
    procfs.forgetFacts(pid);
    // Another thread than the first may have called exec: it is the first one from now on.
    leaderless.delete(known.id);
    const name = seen?.id === known.id ? seen.name : known.name;
    const facts = seen?.id === known.id && seen.state !== 'zombie' ? seen.facts : { ...known, ...goneFacts };
    const { cmdline, executable, cgroup, container, hidden } = facts;
    add({ kind: 'exec', id: known.id, name, cmdline, executable, cgroup, container, hidden });
  }

  function followName(pid: number, name: string): void {
    const known = live.ofPid(pid);
    if (known !== undefined && !known.kernelThread && known.name !== name) {
      add({ kind: 'changed', id: known.id, changes: { name } });
    }
  }

  function followChange(pid: number): void {
    const known = live.ofPid(pid);
    const seen = known === undefined ? undefined : procfs.readWhole(pid);
    if (known === undefined || seen?.id !== known.id) return;
    const { pgid, sid, tty, facts } = seen;
    add({ kind: 'changed', id: known.id, changes: { pgid, sid, tty, uid: facts.uid, user: facts.user } });
  }

  function followExit(pid: number, exit: ProcessRecord['exit']): void {
    const known = live.ofPid(pid);
    // A look may have seen the zombie first, but perhaps not been allowed to see how it ended.
    if (known === undefined || (known.state === 'zombie' && known.exit !== undefined)) return;
    const seen = procfs.readStat(pid);
    if (seen?.id === known.id && seen.state !== 'zombie') leaderless.set(known.id, exit);
    else end(known, exit);
  }

  function end({ id }: ProcessRecord, exit: ProcessRecord['exit']): void {
    leaderless.delete(id);
    add({ kind: 'exit', id, exit });
    // The kernel has given its children to their new parent before it told us of the exit (kernel/exit.c, do_exit).
    for (const child of live.childrenOf(id)) followAdoption(child);
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
    happenedAt = undefined;
    for (const id of [...live.zombies]) {
      const zombie = live.table.living.get(id);
      if (zombie !== undefined && !procfs.isInUse(zombie.pid)) reap(zombie);
    }
    checkLeaderless();
  }

  function checkLeaderless(): void {
    for (const [id, exit] of leaderless) {
      const known = live.table.living.get(id);
      const seen = known === undefined ? undefined : procfs.readWhole(known.pid);
      if (known === undefined || known.state === 'zombie') leaderless.delete(id);
      else if (seen?.id !== id) end(known, exit);
      else if (seen.state === 'zombie') end(known, seen.exit ?? exit);
    }
  }

  /** Not to be read, yet there: `hidepid` hides it since it is somebody else's by now (proc(5)). */
  function isHidden({ pid }: ProcessRecord): boolean {
    return procfs.readStat(pid) === undefined && procfs.isInUse(pid);
  }

  return { follow, checkZombies, waitsForEnds: () => live.zombies.size + leaderless.size, isHidden };
}

const JUST_BORN_TICKS = 100;

/** No pid comes round again so soon. */
function isJustBorn({ startTicks }: ProcessRecord, ticksNow: number): boolean {
  return ticksNow - startTicks < JUST_BORN_TICKS;
}

/** What the new program would have brought. The control group stays: an exec does not move it. */
const goneFacts = {
  cmdline: undefined,
  executable: undefined,
  hidden: { cmdline: 'gone', executable: 'gone' },
} as const;
