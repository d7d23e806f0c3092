/** All that is read of one process, from captured texts. */
import type { DepthFacts } from '#shared/inspect/facts';
import { parseStatFacts, type StatFacts } from '#shared/parse/proc-stat-facts';
import { parseStatusFacts } from '#shared/parse/proc-status';
import { statText, statusText } from '#shared/parse/proc-status.fixture';

export const statFacts: StatFacts = whole(parseStatFacts(statText));

function whole(stat: StatFacts | undefined): StatFacts {
  if (stat === undefined) throw new Error('The captured line is whole');
  return stat;
}

export const depthFacts: DepthFacts = {
  id: statFacts.id,
  at: 0,
  stat: { value: statFacts },
  status: { value: parseStatusFacts(statusText) },
  umask: { value: 0o027 },
  memory: { value: {} },
  executable: { value: '/usr/bin/python3' },
  workingFolder: { value: '/home/alice' },
  rootFolder: { value: '/' },
  io: { hidden: 'not-offered' },
  limits: { value: [{ name: 'Max open files', soft: 1024, hard: 4096, unit: 'files' }] },
  namespaces: { value: { pid: 1, net: 2 } },
  cgroups: { value: ['0::/user.slice'] },
  oomScore: { value: 666 },
  oomAdjustment: { value: 0 },
  waitChannel: { hidden: 'not-offered' },
  timers: { value: 1 },
  locks: { value: [{ kind: 'POSIX', access: 'WRITE', pid: statFacts.pid, file: 'fe:00:1' }] },
  lastCapability: { value: 40 },
  msPerTick: 10,
};
