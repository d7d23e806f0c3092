/** What is cheap to read of one process: some twenty small files, well under a millisecond. */
import {
  type DepthFacts,
  type Fact,
  factValue,
  type MemoryFacts,
  namespaceNames,
  pickFact,
} from '#shared/inspect/facts';
import { parseLimits } from '#shared/parse/limits';
import { parseIo, parseRollup } from '#shared/parse/proc-counters';
import { countTimers, parseLocks } from '#shared/parse/proc-locks';
import { hasEnded, hasOnlyLostItsLeader, parseStatFacts } from '#shared/parse/proc-stat-facts';
import { parseStatusFacts, type StatusFacts } from '#shared/parse/proc-status';
import { readTicksPerSecond } from '../collector/host-facts';
import { type ProcessFolder, readBounded } from './process-folder';

const LOCKS_LIMIT_BYTES = 1024 * 1024;
const NUMBER_LIMIT_BYTES = 32;

/** What is the same for all processes as long as the computer is up. */
export type SystemFacts = Pick<DepthFacts, 'msPerTick' | 'lastCapability'>;

export function readSystem(): SystemFacts {
  return { msPerTick: 1_000 / readTicksPerSecond(), lastCapability: readLastCapability() };
}

function readLastCapability(): SystemFacts['lastCapability'] {
  try {
    return { value: Number(readBounded('/proc/sys/kernel/cap_last_cap', NUMBER_LIMIT_BYTES).text) };
  } catch {
    return { hidden: 'not-offered' };
  }
}

export function readFacts(folder: ProcessFolder, system: SystemFacts): DepthFacts {
  const executable = folder.link('exe', { needs: 'memory' });
  return {
    id: folder.stat.id,
    at: Date.now(),
    stat: { value: folder.stat },
    status: folder.read('status', ({ text }) => parseStatusFacts(text)),
    umask: readOwned(folder, ({ umask }) => umask),
    memory: readOwned(folder, ({ memory }) => (Object.keys(memory).length === 0 ? undefined : memory)),
    executable,
    workingFolder: folder.link('cwd', { needs: 'life' }),
    rootFolder: folder.link('root', { needs: 'life' }),
    io: folder.read('io', ({ text }) => parseIo(text)),
    limits: folder.read('limits', ({ text }) => parseLimits(text)),
    namespaces: readNamespaces(folder),
    cgroups: folder.read('cgroup', ({ text }) => text.split('\n').filter((line) => line !== '')),
    oomScore: folder.read('oom_score', ({ text }) => Number(text)),
    oomAdjustment: folder.read('oom_score_adj', ({ text }) => Number(text)),
    waitChannel: readWaitChannel(folder, executable),
    timers: readTimers(folder),
    locks: readLocks(folder.stat.pid),
    ...system,
  };
}

export function readMemory(folder: ProcessFolder): Fact<MemoryFacts> {
  const rollup = folder.read('smaps_rollup', ({ text }) => parseRollup(text), { needs: 'memory' });
  if ('hidden' in rollup) return rollup;
  return rollup.value === undefined ? { hidden: 'not-offered' } : { value: rollup.value };
}

/** What status has only of a thread that lives. */
function readOwned<Value>(folder: ProcessFolder, pick: (status: StatusFacts) => Value | undefined): Fact<Value> {
  const status = folder.read('status', ({ text }) => parseStatusFacts(text), { needs: 'thread' });
  const picked = pickFact(status, pick);
  if ('value' in picked || picked.hidden !== 'not-offered') return picked;
  const { stat } = folder;
  return hasEnded(stat) ? { hidden: 'zombie' } : stat.kernelThread ? { hidden: 'kernel-thread' } : picked;
}

/** The process has these as a whole: no thread has such a file. */
function readTimers({ stat, read }: ProcessFolder): Fact<number> {
  return hasEnded(stat) ? { hidden: 'zombie' } : read('timers', ({ text }) => countTimers(text));
}

function readNamespaces(folder: ProcessFolder): DepthFacts['namespaces'] {
  const read = namespaceNames.map((name) => [name, folder.link(`ns/${name}`, { needs: 'life' })] as const);
  const found = read.flatMap(([name, link]) => {
    const inode = 'value' in link ? link.value.match(/\[(\d+)\]/)?.[1] : undefined;
    return inode === undefined ? [] : [[name, Number(inode)] as const];
  });
  const refused = read.map(([, link]) => link).find((link) => 'hidden' in link && link.hidden !== 'not-offered');
  if (found.length === 0 && refused !== undefined && 'hidden' in refused) return refused;
  return { value: Object.fromEntries(found) };
}

/** The kernel prints 0 for what runs, and for what we may not look at. */
function readWaitChannel(folder: ProcessFolder, executable: Fact<string>): Fact<string> {
  if (hasOnlyLostItsLeader(folder.stat)) return { hidden: 'leader-ended' };
  const channel = folder.read('wchan', ({ text }) => text.trim(), { needs: 'life' });
  if ('hidden' in channel || (channel.value !== '0' && channel.value !== '')) return channel;
  const mayLook = 'value' in executable || executable.hidden === 'kernel-thread';
  if (!mayLook) return executable;
  const after = folder.read('stat', ({ text }) => parseStatFacts(text)?.state);
  const isAwake = folder.stat.state === 'running' || factValue(after) === 'running';
  return { hidden: isAwake ? 'awake' : 'not-offered' };
}

function readLocks(pid: number): DepthFacts['locks'] {
  try {
    const { text } = readBounded('/proc/locks', LOCKS_LIMIT_BYTES);
    return { value: parseLocks(text).filter((lock) => lock.pid === pid) };
  } catch {
    return { hidden: 'not-offered' };
  }
}
