/**
 * Looks through ps-list, where there is no /proc, or on request. It tells less (no threads, groups, sessions), and on
 * Unix one call of `ps` adds the states it leaves out. The `ps` processes it starts itself are left out of the picture.
 */
import { execFile } from 'node:child_process';
import { totalmem } from 'node:os';
import { isDeepStrictEqual, promisify } from 'node:util';
import psList, { type ProcessDescriptor } from 'ps-list';
import type { Look, Sighting } from '#shared/events/sighting';
import { type HiddenReason, type ProcessState, processId } from '#shared/model/process';
import { parsePsStates } from '#shared/parse/ps-text';
import { monotonicEpochMs, type Source } from './source';

const run = promisify(execFile);

/** `ps` works the start time out anew each time and may be a second off. */
const START_JITTER_TICKS = 200;

export function createPsListSource(): Source {
  let kept: ReadonlyMap<number, Sighting> = new Map();

  async function look(): Promise<Look> {
    const at = monotonicEpochMs();
    const [descriptors, states] = await Promise.all([psList(), readStates()]);
    const seen = descriptors
      .filter((descriptor) => !isOurPs(descriptor))
      .map((descriptor) => settle(see(descriptor, states.get(descriptor.pid)), kept.get(descriptor.pid)));
    kept = new Map(seen.map((sighting) => [sighting.pid, sighting]));
    return { at, sightings: new Map(seen.map((sighting) => [sighting.id, sighting])) };
  }

  return { name: 'ps-list', look, close: () => {} };
}

/** Gives what is already known wherever nothing about it is new, so that equal is identical. */
function settle(sighting: Sighting, before: Sighting | undefined): Sighting {
  if (before === undefined || Math.abs(before.startTicks - sighting.startTicks) > START_JITTER_TICKS) return sighting;
  const { id, startTicks, startedAt } = before;
  // ps names a zombie's command "[name] <defunct>": what it was running is what we saw before.
  const sameFacts = sighting.state === 'zombie' || isDeepStrictEqual(before.facts, sighting.facts);
  const settled = { ...sighting, id, startTicks, startedAt, facts: sameFacts ? before.facts : sighting.facts };
  return isDeepStrictEqual(before, settled) ? before : settled;
}

async function readStates(): Promise<ReadonlyMap<number, ProcessState>> {
  if (process.platform === 'win32') return new Map();
  const { stdout } = await run('ps', ['-axo', 'pid=,stat='], { env: { ...process.env, LC_ALL: 'C' } });
  return parsePsStates(stdout);
}

function isOurPs({ name, ppid }: ProcessDescriptor): boolean {
  return ppid === process.pid && name === 'ps';
}

/** On Linux all kernel threads descend from it. */
const KTHREADD_PID = 2;

const neverOffered = {
  pgid: 'not-offered',
  sid: 'not-offered',
  tty: 'not-offered',
  threads: 'not-offered',
  nice: 'not-offered',
  cgroup: 'not-offered',
} as const;

/** Gone between the two calls of ps, a process has no state: the next look will tell. */
function see(descriptor: ProcessDescriptor, state: ProcessState = 'unknown'): Sighting {
  const { pid, ppid, name, uid, cmd, path, cpu, memory, startTime } = descriptor;
  // Windows gives no start time: there the pid alone has to do.
  const startTicks = startTime === undefined ? 0 : Math.floor(startTime.getTime() / 10);
  const hidden: { [field: string]: HiddenReason } = { ...neverOffered };
  if (path === undefined || path === '') hidden.executable = 'not-offered';
  if (cmd === undefined) hidden.cmdline = 'not-offered';
  if (uid === undefined) hidden.uid = 'not-offered';
  return {
    id: processId(pid, startTicks),
    pid,
    startTicks,
    startedAt: startTime?.getTime(),
    ppid,
    name,
    state,
    pgid: undefined,
    sid: undefined,
    tty: undefined,
    nice: undefined,
    threads: undefined,
    kernelThread: process.platform === 'linux' && (pid === KTHREADD_PID || ppid === KTHREADD_PID),
    cpuMs: undefined,
    cpu: cpu === undefined ? undefined : cpu / 100,
    rssBytes: memory === undefined ? undefined : Math.round((memory / 100) * totalmem()),
    exit: undefined,
    facts: {
      cmdline: cmd === undefined ? undefined : [cmd],
      executable: path === '' ? undefined : path,
      uid,
      user: undefined,
      cgroup: undefined,
      container: undefined,
      namespaceInit: false,
      hidden,
    },
  };
}
