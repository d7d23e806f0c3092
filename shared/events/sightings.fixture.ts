/** Builds looks for tests from the few facts a test is about. */
import { processId } from '#shared/model/process';
import type { Look, ProcessFacts, Sighting } from './sighting';

const facts: ProcessFacts = {
  cmdline: ['sleep', '60'],
  executable: '/bin/sleep',
  uid: 1000,
  user: 'alice',
  cgroup: '/user.slice',
  container: undefined,
  namespaceInit: false,
  hidden: {},
};

export function sighting(pid: number, ppid: number, more: Partial<Sighting> = {}): Sighting {
  const startTicks = more.startTicks ?? pid * 10;
  return {
    id: processId(pid, startTicks),
    pid,
    startTicks,
    startedAt: startTicks * 10,
    ppid,
    name: 'sleep',
    state: 'sleeping',
    pgid: 10,
    sid: 10,
    tty: 0,
    nice: 0,
    threads: 1,
    kernelThread: false,
    cpuMs: 0,
    cpu: undefined,
    rssBytes: 4096,
    exit: undefined,
    facts,
    ...more,
  };
}

export function look(at: number, ...sightings: readonly Sighting[]): Look {
  return { at, sightings: new Map(sightings.map((one) => [one.id, one])) };
}
