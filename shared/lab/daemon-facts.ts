/** What /proc says of a process that bears on whether it is a daemon (proc_pid_stat(5), proc_pid_status(5), …). */

export interface Descriptor {
  readonly number: number;
  /** Where the link in /proc/PID/fd points: a path, `pipe:[…]`, `socket:[…]`. */
  readonly target: string;
}

export interface ParentFacts {
  readonly pid: number;
  readonly name: string;
  /** Process 1 of its PID namespace, or what stands in for it. */
  readonly isInit: boolean;
}

/** Unknown is undefined: permissions hide the links and the descriptors of other users' processes. */
export interface DaemonFacts {
  readonly pid: number;
  readonly parent: ParentFacts | undefined;
  readonly pgid: number;
  readonly sid: number;
  /** Device number of the controlling terminal; 0 is none. */
  readonly tty: number;
  /** Foreground process group of that terminal; -1 when there is none. */
  readonly foregroundPgid: number;
  /** Real, effective, saved. */
  readonly uids: readonly number[];
  readonly gids: readonly number[];
  readonly umask: number | undefined;
  readonly ignored: ReadonlySet<number>;
  readonly caught: ReadonlySet<number>;
  readonly directory: string | undefined;
  readonly root: string | undefined;
  readonly descriptors: readonly Descriptor[] | undefined;
  /** Hard limit of the size of core dumps in bytes: `0`, a number, or `unlimited`. */
  readonly coreLimit: string | undefined;
}

/** The texts as they are read; `undefined` where that was not allowed. */
export interface DaemonTexts {
  readonly stat: string;
  readonly status: string;
  readonly limits: string | undefined;
  readonly directory: string | undefined;
  readonly root: string | undefined;
  readonly descriptors: readonly Descriptor[] | undefined;
  readonly parent: ParentFacts | undefined;
}

/** The gate of the lab holds each thread by a socket of its own, at 200 or above: no business of the program. */
const LOWEST_GATE_DESCRIPTOR = 200;

export function parseDaemonFacts(texts: DaemonTexts): DaemonFacts {
  const { stat, status, limits, directory, root, parent, descriptors } = texts;
  // The name may itself hold spaces and parentheses: split at the last one. [state, ppid, pgrp, session, tty, tpgid]
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const umask = readField(status, 'Umask');
  return {
    pid: Number.parseInt(stat, 10),
    parent,
    pgid: Number(fields[2]),
    sid: Number(fields[3]),
    tty: Number(fields[4]),
    foregroundPgid: Number(fields[5]),
    uids: readNumbers(status, 'Uid').slice(0, 3),
    gids: readNumbers(status, 'Gid').slice(0, 3),
    umask: umask === undefined ? undefined : Number.parseInt(umask, 8),
    ignored: readSignals(status, 'SigIgn'),
    caught: readSignals(status, 'SigCgt'),
    directory,
    root,
    descriptors: descriptors?.filter(({ number, target }) => !isOfTheGate(number, target)),
    coreLimit: limits?.match(/^Max core file size +\S+ +(\S+)/m)?.[1],
  };
}

function isOfTheGate(number: number, target: string): boolean {
  return number >= LOWEST_GATE_DESCRIPTOR && target.startsWith('socket:');
}

function readField(status: string, key: string): string | undefined {
  return status.match(new RegExp(`^${key}:\\s*(.*)$`, 'm'))?.[1];
}

function readNumbers(status: string, key: string): readonly number[] {
  return readField(status, key)?.trim().split(/\s+/).map(Number) ?? [];
}

/** A mask in hexadecimal, bit 0 is signal 1. */
function readSignals(status: string, key: string): ReadonlySet<number> {
  const mask = BigInt(`0x${readField(status, key) ?? '0'}`);
  const signals = new Set<number>();
  for (let number = 1; number <= 64; number++) {
    if ((mask >> BigInt(number - 1)) & 1n) signals.add(number);
  }
  return signals;
}
