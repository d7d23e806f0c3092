import type { ProcessTable } from '#shared/events/apply-events';
import type { ProcessId, ProcessRecord } from '#shared/model/process';

/** A process for other programs: what is not known is null, with its reason under `hidden` where there is one. */
interface ProcessJson {
  readonly id: ProcessId;
  readonly pid: number;
  readonly ppid: number;
  readonly parent: ProcessId | null;
  readonly name: string;
  readonly state: string;
  readonly uid: number | null;
  readonly user: string | null;
  readonly cgroup: string | null;
  /** Short id or name; null when it is in no container, too. */
  readonly container: string | null;
  /** ISO 8601. */
  readonly startTime: string | null;
  readonly startTicks: number;
  readonly cmdline: readonly string[] | null;
  readonly executable: string | null;
  readonly rssBytes: number | null;
  /** Share of one core. */
  readonly cpu: number | null;
  readonly threads: number | null;
  readonly pgid: number | null;
  readonly sid: number | null;
  readonly tty: number | null;
  readonly nice: number | null;
  readonly kernelThread: boolean;
  readonly hidden: ProcessRecord['hidden'];
}

interface TableJson {
  readonly takenAt: string;
  readonly source: string;
  readonly processes: readonly ProcessJson[];
}

export function tableJson(table: ProcessTable, source: string, chosen: ReadonlySet<ProcessId>): TableJson {
  const processes = [...table.living.values()].filter(({ id }) => chosen.has(id)).sort((a, b) => a.pid - b.pid);
  return { takenAt: isoTime(table.at), source, processes: processes.map(processJson) };
}

function processJson(process: ProcessRecord): ProcessJson {
  const { id, pid, ppid, name, state, startTicks, kernelThread, hidden } = process;
  return {
    id,
    pid,
    ppid,
    parent: process.parent ?? null,
    name,
    state,
    uid: process.uid ?? null,
    user: process.user ?? null,
    cgroup: process.cgroup ?? null,
    container: process.container ?? null,
    startTime: process.startedAt === undefined ? null : isoTime(process.startedAt),
    startTicks,
    cmdline: process.cmdline ?? null,
    executable: process.executable ?? null,
    rssBytes: process.rssBytes ?? null,
    cpu: process.cpu ?? null,
    threads: process.threads ?? null,
    pgid: process.pgid ?? null,
    sid: process.sid ?? null,
    tty: process.tty ?? null,
    nice: process.nice ?? null,
    kernelThread,
    hidden,
  };
}

/** Turning a given moment into text asks no clock, so it is as pure as the rest. */
function isoTime(epochMs: number): string {
  // biome-ignore lint/style/noRestrictedGlobals: formats its argument, reads no clock
  return new Date(epochMs).toISOString();
}
