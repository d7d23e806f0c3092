/** Looks at /proc: one pass over all that may have changed, and the slower facts only for what is new or has a new program. */
import { readFileSync } from 'node:fs';
import type { Look, ProcessFacts, Sighting, StatSighting } from '#shared/events/sighting';
import { type ProcessId, type ProcessState, processId } from '#shared/model/process';
import {
  createStatLine,
  exitStatusOf,
  isKernelThread,
  parseStat,
  type StatLine,
  stateOfLetter,
} from '#shared/parse/proc-stat';
import { afterClockStep, type HostFacts, readHostFacts, readUptimeSeconds } from './host-facts';
import { readFacts } from './procfs-facts';
import { createProcfsFiles, type ProcfsFiles } from './procfs-files';
import { createSleepers } from './sleepers';
import { monotonicEpochMs, type Source } from './source';

/** What is kept of a process between looks: what was shown of it, and what that was made from. */
interface Kept {
  readonly sighting: Sighting;
  readonly raw: Readonly<StatLine>;
  readonly rawName: string;
  /** The stat file, byte for byte. */
  readonly bytes: Buffer;
}

/** Besides whole looks, /proc answers at once about a single process. */
export interface ProcfsSource extends Source {
  /** What stat tells; undefined when the process is gone. */
  readStat(pid: number): StatSighting | undefined;
  /** The slower facts too. */
  readWhole(pid: number): Sighting | undefined;
  /** Whether there is a process with this pid, seen or not; much cheaper than a read. */
  isInUse(pid: number): boolean;
  /** It runs another program: the next look reads everything anew. */
  forgetFacts(pid: number): void;
  /** Clock ticks since boot. */
  ticksNow(): number;
}

export function createProcfsSource(root = '/proc'): ProcfsSource {
  let host = readHostFacts(monotonicEpochMs());
  const files = createProcfsFiles(root, host.maxDescriptors);
  const line = createStatLine();
  const sleepers = createSleepers(files);
  const kept = new Map<number, Kept>();
  const changed = new Set<number>();
  /** Who died since orphans were last looked for; kept when a look fails half-way. */
  const dead = new Set<number>();

  function see(pid: number, previous: Kept | undefined, at: number): Kept | undefined {
    // With several threads schedstat tells of the first one only.
    if (previous?.raw.threads === 1 && !changed.has(pid) && sleepers.hasNotRun(pid, at)) return previous;
    return seeWhole(pid, previous, at);
  }

  function seeWhole(pid: number, previous: Kept | undefined, at: number): Kept | undefined {
    const length = files.readStat(pid);
    if (length === undefined) return undefined;
    const same = previous?.bytes.length === length && files.buffer.compare(previous.bytes, 0, length, 0, length) === 0;
    sleepers.wasRead(pid, at, same);
    // Most processes sleep from one look to the next: the same bytes need no parsing and leave no garbage.
    if (same && !changed.has(pid)) return previous;
    if (!parseStat(files.buffer, length, line)) return undefined;
    return keep(files, host, line, length, previous, changed.delete(pid));
  }

  /** Thousands are looked at, and few have changed: only those are touched. */
  function look(): Look {
    const at = monotonicEpochMs();
    host = afterClockStep(host, at);
    const pids = files.listPids();
    // A folder that lies over /proc, or is no /proc at all, must not be taken for the end of all processes.
    if (pids.length === 0) throw new Error(`${root} lists no process`);
    let found = 0;
    for (const pid of pids) if (lookAt(pid, see, at)) found += 1;
    if (found < kept.size) for (const pid of keptBut(pids)) lose(pid);
    lookAtOrphans(at);
    const sightings = new Map<ProcessId, Sighting>();
    for (const { sighting } of kept.values()) sightings.set(sighting.id, sighting);
    return { at, sightings };
  }

  /** Whether it is there. */
  function lookAt(pid: number, how: typeof see, at: number): boolean {
    const previous = kept.get(pid);
    const seen = how(pid, previous, at);
    if (seen === undefined) {
      if (previous !== undefined) lose(pid);
      return false;
    }
    if (seen === previous) return true;
    if (previous !== undefined && hasDied(previous, seen)) dead.add(pid);
    kept.set(pid, seen);
    return true;
  }

  /** An orphan need not run to get another parent. It may end itself meanwhile, and leave others. */
  function lookAtOrphans(at: number): void {
    while (dead.size > 0) {
      const orphans = childrenOf(dead, kept);
      dead.clear();
      for (const pid of orphans) lookAt(pid, seeWhole, at);
    }
  }

  function keptBut(pids: readonly number[]): readonly number[] {
    const listed = new Set(pids);
    return [...kept.keys()].filter((pid) => !listed.has(pid));
  }

  function lose(pid: number): void {
    dead.add(pid);
    kept.delete(pid);
    changed.delete(pid);
    files.forget(pid);
    sleepers.forget(pid);
  }

  function readStat(pid: number): StatSighting | undefined {
    const length = files.readStatOnce(pid);
    if (length === undefined || !parseStat(files.buffer, length, line)) return undefined;
    return statSighting(line, nameIn(files.buffer, line), host);
  }

  function readWhole(pid: number): Sighting | undefined {
    const seen = readStat(pid);
    return seen === undefined ? undefined : withFacts(seen, line, readFacts(files, host, line));
  }

  return {
    name: 'procfs',
    look: async () => look(),
    readStat,
    readWhole,
    isInUse,
    forgetFacts: (pid) => void (kept.has(pid) && changed.add(pid)),
    ticksNow: () => Math.floor(readUptimeSeconds() * host.ticksPerSecond),
    close: files.close,
  };
}

/** It is a zombie now, or somebody else has its pid: the kernel has given its children to somebody else. */
function hasDied(before: Kept, now: Kept): boolean {
  return now.raw.startTicks !== before.raw.startTicks || now.sighting.state === 'zombie';
}

function childrenOf(parents: ReadonlySet<number>, processes: ReadonlyMap<number, Kept>): readonly number[] {
  return [...processes].filter(([, { raw }]) => parents.has(raw.ppid)).map(([pid]) => pid);
}

function keep(
  files: ProcfsFiles,
  host: HostFacts,
  line: StatLine,
  length: number,
  previous: Kept | undefined,
  hasChanged: boolean,
): Kept {
  const bytes = Buffer.from(files.buffer.subarray(0, length));
  const rawName = nameIn(files.buffer, line);
  const raw = { ...line };
  const same = previous?.raw.startTicks === raw.startTicks ? previous : undefined;
  const ran = same !== undefined && !hasChanged && !hasNewProgram(same, raw, rawName);
  const facts = ran ? same.sighting.facts : factsAfter(readFacts(files, host, raw), same);
  return { sighting: withFacts(statSighting(raw, rawName, host), raw, facts), raw, rawName, bytes };
}

function nameIn(buffer: Buffer, line: StatLine): string {
  return buffer.toString('utf8', line.nameStart, line.nameEnd);
}

/** A kernel worker's name ends in what it works on just now (`kworker/0:1-events`), which changes all the time. */
function workerName(name: string): string {
  return name.startsWith('kworker/') ? name.replace(/[-+].*$/, '') : name;
}

function statSighting(line: StatLine, name: string, host: HostFacts): StatSighting {
  return {
    id: processId(line.pid, line.startTicks),
    pid: line.pid,
    startTicks: line.startTicks,
    startedAt: host.bootedAt + (line.startTicks / host.ticksPerSecond) * 1000,
    ppid: line.ppid,
    name: isKernelThread(line.flags) ? workerName(name) : name,
    state: stateOf(line),
    pgid: line.pgid,
    sid: line.sid,
    tty: line.tty,
    nice: line.nice,
    threads: line.threads,
    kernelThread: isKernelThread(line.flags),
    cpuMs: (line.cpuTicks / host.ticksPerSecond) * 1000,
    cpu: undefined,
    rssBytes: line.rssPages * host.pageBytes,
  };
}

/** A first thread that has ended is a zombie until the last one has: the process lives on (pthread_exit(3)). */
function stateOf({ stateByte, threads }: StatLine): ProcessState {
  const state = stateOfLetter(String.fromCharCode(stateByte));
  return state === 'zombie' && threads > 1 ? 'unknown' : state;
}

function withFacts(seen: StatSighting, line: StatLine, facts: ProcessFacts): Sighting {
  const exit = seen.state === 'zombie' && mayKnowExit(line, facts) ? exitStatusOf(line.exitCode) : undefined;
  return { ...seen, exit, facts, programStart: line.stackStart || undefined };
}

/**
 * An exec always moves the stack, and nearly always changes the name. The stack of a zombie, of a kernel thread and of
 * who is not ours to see is 0: of the last anything may have changed.
 */
function hasNewProgram({ raw, rawName }: Kept, line: StatLine, name: string): boolean {
  if (stateOfLetter(String.fromCharCode(line.stateByte)) === 'zombie') return false;
  const isUnseen = line.stackStart === 0 && !isKernelThread(line.flags);
  return isUnseen || raw.stackStart !== line.stackStart || rawName !== name;
}

/** A new name alone may be prctl(PR_SET_NAME): when command line and executable are the same, so are the facts. */
function factsAfter(facts: ProcessFacts, same: Kept | undefined): ProcessFacts {
  const old = same?.sighting.facts;
  const unchanged = old?.executable === facts.executable && old?.cmdline?.join('\0') === facts.cmdline?.join('\0');
  return old !== undefined && unchanged ? old : facts;
}

/** To whom it hides it the kernel shows the exit code 0: believe a 0 only of our own processes, or as root. */
function mayKnowExit(raw: StatLine, facts: ProcessFacts): boolean {
  return raw.exitCode !== 0 || isRealRoot() || process.getuid?.() === facts.uid;
}

/** Signal 0 is sent to nobody (kill(2)). */
function isInUse(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Root of a user namespace may see no more than the user who made it (user_namespaces(7)). */
function isRealRoot(): boolean {
  realRoot ??= process.getuid?.() === 0 && /^\s*0\s+0\s+4294967295\s*$/.test(readIdMap());
  return realRoot;
}

let realRoot: boolean | undefined;

function readIdMap(): string {
  try {
    return readFileSync('/proc/self/uid_map', 'utf8');
  } catch {
    return '';
  }
}
