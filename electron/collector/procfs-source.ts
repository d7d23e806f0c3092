/** Looks at /proc: one pass over all stat files, and the slower facts only for what is new or has changed its program. */
import type { Look, ProcessFacts, Sighting, StatSighting } from '#shared/events/sighting';
import { type HiddenReason, type ProcessId, processId } from '#shared/model/process';
import { containerOf, parseCgroup } from '#shared/parse/cgroup';
import {
  createStatLine,
  exitStatusOf,
  isKernelThread,
  parseStat,
  type StatLine,
  stateOfLetter,
} from '#shared/parse/proc-stat';
import { parseCmdline, parseStatus } from '#shared/parse/proc-text';
import { type HostFacts, readHostFacts, readUptimeSeconds } from './host-facts';
import { createProcfsFiles, type ProcfsFiles } from './procfs-files';
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
  /** Clock ticks since boot. */
  ticksNow(): number;
}

export function createProcfsSource(root = '/proc'): ProcfsSource {
  const host = readHostFacts(monotonicEpochMs());
  const files = createProcfsFiles(root, host.maxDescriptors);
  const line = createStatLine();
  let kept = new Map<number, Kept>();

  function see(pid: number): Kept | undefined {
    const length = files.readStat(pid);
    if (length === undefined) return undefined;
    const previous = kept.get(pid);
    // Most processes sleep from one look to the next: the same bytes need no parsing and leave no garbage.
    if (previous?.bytes.length === length && files.buffer.compare(previous.bytes, 0, length, 0, length) === 0)
      return previous;
    return parseStat(files.buffer, length, line) ? keep(files, host, line, length, previous) : undefined;
  }

  function look(): Look {
    const at = monotonicEpochMs();
    const next = new Map<number, Kept>();
    const sightings = new Map<ProcessId, Sighting>();
    for (const pid of files.listPids()) {
      const seen = see(pid);
      if (seen === undefined) continue;
      next.set(pid, seen);
      sightings.set(seen.sighting.id, seen.sighting);
    }
    for (const pid of kept.keys()) if (!next.has(pid)) files.forget(pid);
    kept = next;
    return { at, sightings };
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
    ticksNow: () => Math.floor(readUptimeSeconds() * host.ticksPerSecond),
    close: files.close,
  };
}

function keep(files: ProcfsFiles, host: HostFacts, line: StatLine, length: number, previous: Kept | undefined): Kept {
  const bytes = Buffer.from(files.buffer.subarray(0, length));
  const rawName = nameIn(files.buffer, line);
  const raw = { ...line };
  const same = previous?.raw.startTicks === raw.startTicks ? previous : undefined;
  const ran = same !== undefined && !hasNewProgram(same, raw, rawName);
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
    state: stateOfLetter(String.fromCharCode(line.stateByte)),
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

function withFacts(seen: StatSighting, line: StatLine, facts: ProcessFacts): Sighting {
  const exit = seen.state === 'zombie' && mayKnowExit(line, facts) ? exitStatusOf(line.exitCode) : undefined;
  return { ...seen, exit, facts };
}

/** An exec always moves the stack (where we may see it) and nearly always changes the name. A zombie's stack is 0. */
function hasNewProgram({ raw, rawName }: Kept, line: StatLine, name: string): boolean {
  if (stateOfLetter(String.fromCharCode(line.stateByte)) === 'zombie') return false;
  return raw.stackStart !== line.stackStart || rawName !== name;
}

/** A new name alone may be prctl(PR_SET_NAME): when command line and executable are the same, so are the facts. */
function factsAfter(facts: ProcessFacts, same: Kept | undefined): ProcessFacts {
  const old = same?.sighting.facts;
  const unchanged = old?.executable === facts.executable && old?.cmdline?.join('\0') === facts.cmdline?.join('\0');
  return old !== undefined && unchanged ? old : facts;
}

/** To whom it hides it the kernel shows the exit code 0: believe a 0 only of our own processes, or as root. */
function mayKnowExit(raw: StatLine, facts: ProcessFacts): boolean {
  const self = process.getuid?.();
  return raw.exitCode !== 0 || self === 0 || self === facts.uid;
}

function readFacts(files: ProcfsFiles, host: HostFacts, line: StatLine): ProcessFacts {
  const { pid } = line;
  const hidden: { [field: string]: HiddenReason } = {};
  const cgroup = readCgroup(files, line);
  const status = files.readText(pid, 'status');
  const cmdline = files.readText(pid, 'cmdline');
  const executable = files.readLink(pid, 'exe');
  const { uid, namespacePids } = 'text' in status ? parseStatus(status.text) : { uid: undefined, namespacePids: [] };
  if ('missing' in status) hidden.uid = status.missing;
  if ('missing' in cmdline) hidden.cmdline = cmdline.missing;
  if ('missing' in executable) hidden.executable = isKernelThread(line.flags) ? 'kernel-thread' : executable.missing;
  if (isKernelThread(line.flags)) hidden.cmdline = 'kernel-thread';
  // The process itself was still there after its group was not: this kernel has no control groups.
  if ('missing' in cgroup)
    hidden.cgroup = cgroup.missing === 'gone' && 'text' in status ? 'not-offered' : cgroup.missing;
  return {
    cmdline: 'text' in cmdline && !isKernelThread(line.flags) ? parseCmdline(cmdline.text) : undefined,
    executable: 'text' in executable ? executable.text : undefined,
    uid,
    user: uid === undefined ? undefined : host.nameOfUser(uid),
    cgroup: 'path' in cgroup ? cgroup.path : undefined,
    container: 'path' in cgroup ? containerOf(cgroup.path) : undefined,
    namespaceInit: namespacePids.length > 1 && namespacePids.at(-1) === 1,
    hidden,
  };
}

function readCgroup(files: ProcfsFiles, { pid, flags }: StatLine): { path: string } | { missing: HiddenReason } {
  if (isKernelThread(flags)) return { missing: 'kernel-thread' };
  const read = files.readText(pid, 'cgroup');
  if ('missing' in read) return read;
  const path = parseCgroup(read.text);
  return path === undefined ? { missing: 'not-offered' } : { path };
}
