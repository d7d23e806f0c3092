/**
 * Looks through ps-list, where there is no /proc, or on request. It tells less (no threads, groups, sessions), and on
 * Unix one call of `ps` adds the states it leaves out. The `ps` processes it starts itself are left out of the picture.
 */
import { execFile } from 'node:child_process';
import { totalmem } from 'node:os';
import { promisify } from 'node:util';
import psList, { type ProcessDescriptor } from 'ps-list';
import type { Look, Sighting } from '#shared/events/sighting';
import { type HiddenReason, type ProcessState, processId } from '#shared/model/process';
import { parsePsStates } from '#shared/parse/ps-text';
import { monotonicEpochMs, type Source } from './source';

const run = promisify(execFile);

/** `ps` works the start time out anew each time and may be a second off. */
const START_JITTER_TICKS = 200;

export function createPsListSource(): Source {
  let starts: ReadonlyMap<number, number> = new Map();
  return {
    name: 'ps-list',
    look: async () => {
      const at = monotonicEpochMs();
      const [descriptors, states] = await Promise.all([psList(), readStates()]);
      const seen = descriptors.filter((descriptor) => !isOurPs(descriptor));
      const nextStarts = new Map(seen.map((descriptor) => [descriptor.pid, steadyStart(descriptor, starts)]));
      starts = nextStarts;
      const sightings = seen.map((descriptor) => see(descriptor, nextStarts.get(descriptor.pid) ?? 0, states));
      return { at, sightings: new Map(sightings.map((sighting) => [sighting.id, sighting])) } satisfies Look;
    },
    close: () => {},
  };
}

async function readStates(): Promise<ReadonlyMap<number, ProcessState>> {
  if (process.platform === 'win32') return new Map();
  const { stdout } = await run('ps', ['-axo', 'pid=,stat='], { env: { ...process.env, LC_ALL: 'C' } });
  return parsePsStates(stdout);
}

function isOurPs({ name, ppid }: ProcessDescriptor): boolean {
  return ppid === process.pid && name === 'ps';
}

/** Hundredths of a second since the epoch; 0 on Windows, where ps-list gives no start time. */
function steadyStart({ pid, startTime }: ProcessDescriptor, starts: ReadonlyMap<number, number>): number {
  if (startTime === undefined) return 0;
  const ticks = Math.floor(startTime.getTime() / 10);
  const before = starts.get(pid);
  return before !== undefined && Math.abs(before - ticks) <= START_JITTER_TICKS ? before : ticks;
}

function see(
  descriptor: ProcessDescriptor,
  startTicks: number,
  states: ReadonlyMap<number, ProcessState>,
): Sighting {
  const { pid, ppid, name, uid, cmd, path, cpu, memory, startTime } = descriptor;
  const hidden: { [field: string]: HiddenReason } = { pgid: 'not-offered', threads: 'not-offered', nice: 'not-offered' };
  if (cmd === undefined) hidden['cmdline'] = 'not-offered';
  if (uid === undefined) hidden['uid'] = 'not-offered';
  return {
    id: processId(pid, startTicks),
    pid,
    startTicks,
    startedAt: startTime?.getTime(),
    ppid,
    name,
    // Gone between the two calls of ps: the next look will tell.
    state: states.get(pid) ?? 'unknown',
    pgid: undefined,
    sid: undefined,
    tty: undefined,
    nice: undefined,
    threads: undefined,
    kernelThread: false,
    cpuMs: undefined,
    cpu: cpu === undefined ? undefined : cpu / 100,
    rssBytes: memory === undefined ? undefined : Math.round((memory / 100) * totalmem()),
    exit: undefined,
    facts: {
      cmdline: cmd === undefined ? undefined : [cmd],
      executable: path === '' ? undefined : path,
      uid,
      user: undefined,
      namespaceInit: false,
      hidden,
    },
  };
}
