/** Looks at /proc: one pass over all stat files, and the slower facts only for what is new or has changed its program. */
import type { Look, ProcessFacts, Sighting } from '#shared/events/sighting';
import { type HiddenReason, type ProcessId, processId } from '#shared/model/process';
import { createStatLine, exitStatusOf, isKernelThread, parseStat, type StatLine, stateOfLetter } from '#shared/parse/proc-stat';
import { parseCmdline, parseStatus } from '#shared/parse/proc-text';
import { type HostFacts, readHostFacts } from './host-facts';
import { createProcfsFiles, type ProcfsFiles } from './procfs-files';
import { monotonicEpochMs, type Source } from './source';

/** What is kept of a process between looks: what was shown of it, and the raw values it was made from. */
interface Kept {
  readonly sighting: Sighting;
  readonly raw: Readonly<StatLine>;
}

export function createProcfsSource(root = '/proc'): Source {
  const host = readHostFacts(monotonicEpochMs());
  const files = createProcfsFiles(root, host.maxDescriptors);
  const line = createStatLine();
  let kept = new Map<number, Kept>();

  function see(pid: number): Kept | undefined {
    const length = files.readStat(pid);
    if (length === undefined || !parseStat(files.buffer, length, line)) return undefined;
    const previous = kept.get(pid);
    return previous !== undefined && isUnchanged(previous, line, files.buffer) ? previous : keep(files, host, line, previous);
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

  return { name: 'procfs', look: async () => look(), close: files.close };
}

/** Compares in place, so that a process about which nothing is new costs no memory. */
function isUnchanged({ raw, sighting }: Kept, line: StatLine, buffer: Buffer): boolean {
  return (
    raw.startTicks === line.startTicks &&
    raw.stateByte === line.stateByte &&
    raw.ppid === line.ppid &&
    raw.cpuTicks === line.cpuTicks &&
    raw.rssPages === line.rssPages &&
    raw.threads === line.threads &&
    raw.pgid === line.pgid &&
    raw.sid === line.sid &&
    raw.tty === line.tty &&
    raw.nice === line.nice &&
    raw.stackStart === line.stackStart &&
    hasName(sighting.name, buffer, line)
  );
}

/** True when the bytes are exactly this ASCII name; any other name is decoded anew, which is rare and right. */
function hasName(name: string, buffer: Buffer, line: StatLine): boolean {
  if (name.length !== line.nameEnd - line.nameStart) return false;
  for (let at = 0; at < name.length; at++) {
    if (buffer[line.nameStart + at] !== name.charCodeAt(at)) return false;
  }
  return true;
}

function keep(files: ProcfsFiles, host: HostFacts, line: StatLine, previous: Kept | undefined): Kept {
  const name = files.buffer.toString('utf8', line.nameStart, line.nameEnd);
  const raw = { ...line };
  const same = previous?.raw.startTicks === raw.startTicks ? previous : undefined;
  const ran = same !== undefined && !hasNewProgram(same, raw, name);
  const facts = ran ? same.sighting.facts : factsAfter(readFacts(files, host, raw), same);
  const state = stateOfLetter(String.fromCharCode(raw.stateByte));
  const sighting: Sighting = {
    id: same?.sighting.id ?? processId(raw.pid, raw.startTicks),
    pid: raw.pid,
    startTicks: raw.startTicks,
    startedAt: host.bootedAt + (raw.startTicks / host.ticksPerSecond) * 1000,
    ppid: raw.ppid,
    name,
    state,
    pgid: raw.pgid,
    sid: raw.sid,
    tty: raw.tty,
    nice: raw.nice,
    threads: raw.threads,
    kernelThread: isKernelThread(raw.flags),
    cpuMs: (raw.cpuTicks / host.ticksPerSecond) * 1000,
    cpu: undefined,
    rssBytes: raw.rssPages * host.pageBytes,
    exit: state === 'zombie' && mayKnowExit(raw, facts) ? exitStatusOf(raw.exitCode) : undefined,
    facts,
  };
  return { sighting, raw };
}

/** An exec always moves the stack (where we may see it) and nearly always changes the name. A zombie's stack is 0. */
function hasNewProgram({ raw, sighting }: Kept, line: StatLine, name: string): boolean {
  if (stateOfLetter(String.fromCharCode(line.stateByte)) === 'zombie') return false;
  return raw.stackStart !== line.stackStart || sighting.name !== name;
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
  const status = files.readText(pid, 'status');
  const cmdline = files.readText(pid, 'cmdline');
  const executable = files.readLink(pid, 'exe');
  const { uid, namespacePids } = 'text' in status ? parseStatus(status.text) : { uid: undefined, namespacePids: [] };
  if ('missing' in status) hidden['uid'] = status.missing;
  if ('missing' in cmdline) hidden['cmdline'] = cmdline.missing;
  if ('missing' in executable) hidden['executable'] = isKernelThread(line.flags) ? 'kernel-thread' : executable.missing;
  if (isKernelThread(line.flags)) hidden['cmdline'] = 'kernel-thread';
  return {
    cmdline: 'text' in cmdline && !isKernelThread(line.flags) ? parseCmdline(cmdline.text) : undefined,
    executable: 'text' in executable ? executable.text : undefined,
    uid,
    user: uid === undefined ? undefined : host.nameOfUser(uid),
    namespaceInit: namespacePids.length > 1 && namespacePids.at(-1) === 1,
    hidden,
  };
}
