/** /proc/PID/stat (proc_pid_stat(5)) in full, for the one process that is looked at; scans use `parseStat`. */
import { type ProcessId, type ProcessState, processId } from '#shared/model/process';
import { isKernelThread, stateOfLetter } from '#shared/parse/proc-stat';

export interface StatFacts {
  readonly id: ProcessId;
  readonly pid: number;
  readonly name: string;
  readonly state: ProcessState;
  readonly kernelThread: boolean;
  readonly ppid: number;
  readonly pgid: number;
  readonly sid: number;
  /** Device number of the controlling terminal; 0 is none. */
  readonly tty: number;
  /** Foreground process group of the terminal; -1 is none. */
  readonly tpgid: number;
  readonly minorFaults: number;
  readonly majorFaults: number;
  /** Clock ticks, of itself and of the children it has waited for. */
  readonly userTicks: number;
  readonly systemTicks: number;
  readonly childUserTicks: number;
  readonly childSystemTicks: number;
  readonly priority: number;
  readonly nice: number;
  readonly threads: number;
  /** Since boot. */
  readonly startTicks: number;
  /** Where the program's text and its stack begin; undefined without permission. New after each exec. */
  readonly startCode: string | undefined;
  readonly startStack: string | undefined;
  /** The processor it last ran on. */
  readonly processor: number | undefined;
  readonly realTimePriority: number | undefined;
  /** Number of the scheduling policy (sched(7)). */
  readonly policy: number | undefined;
}

/**
 * The state in stat is that of the first thread alone. When that has ended and others live, the process is whole: it has
 * memory and descriptors, and signals reach it (kernel/exit.c, delay_group_leader).
 */
export function hasOnlyLostItsLeader({ state, threads }: Pick<StatFacts, 'state' | 'threads'>): boolean {
  return isOver(state) && threads > 1;
}

export function hasEnded({ state, threads }: Pick<StatFacts, 'state' | 'threads'>): boolean {
  return isOver(state) && threads <= 1;
}

function isOver(state: ProcessState): boolean {
  return state === 'zombie' || state === 'dead';
}

/** Undefined when the text is no whole stat line. */
export function parseStatFacts(text: string): StatFacts | undefined {
  const close = text.lastIndexOf(')');
  const open = text.indexOf('(');
  const rest = text
    .slice(close + 2)
    .trim()
    .split(' ');
  // Field 3 of the manual page is rest[0].
  if (open < 2 || close <= open || rest.length < 20) return undefined;
  const raw = (field: number) => rest[field - 3];
  const number = (field: number) => Number(raw(field) ?? Number.NaN);
  const optional = (field: number) => (raw(field) === undefined ? undefined : number(field));
  const address = (field: number) => {
    const digits = raw(field);
    return digits === undefined || digits === '0' || digits === '1' ? undefined : digits;
  };
  const pid = Number(text.slice(0, open - 1));
  return {
    id: processId(pid, number(22)),
    pid,
    name: text.slice(open + 1, close),
    state: stateOfLetter(raw(3) ?? ''),
    kernelThread: isKernelThread(number(9)),
    ppid: number(4),
    pgid: number(5),
    sid: number(6),
    tty: number(7),
    tpgid: number(8),
    minorFaults: number(10),
    majorFaults: number(12),
    userTicks: number(14),
    systemTicks: number(15),
    childUserTicks: number(16),
    childSystemTicks: number(17),
    priority: number(18),
    nice: number(19),
    threads: number(20),
    startTicks: number(22),
    startCode: address(26),
    startStack: address(28),
    processor: optional(39),
    realTimePriority: optional(40),
    policy: optional(41),
  };
}
