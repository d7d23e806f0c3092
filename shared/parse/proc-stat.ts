/**
 * /proc/PID/stat (proc_pid_stat(5)), read from bytes without making a string: a scan of thousands of processes a
 * second should leave no garbage. The name stands in parentheses and may itself hold spaces and parentheses, so the
 * line is split at its *last* `)`.
 */
import type { ExitStatus, ProcessState } from '#shared/model/process';

/** One parsed line, made to be filled again and again. Numbers are as the kernel gives them. */
export interface StatLine {
  pid: number;
  /** Where the name lies in the bytes: first byte, and the byte after its last. */
  nameStart: number;
  nameEnd: number;
  stateByte: number;
  ppid: number;
  pgid: number;
  sid: number;
  tty: number;
  flags: number;
  /** Clock ticks spent in user and kernel mode together. */
  cpuTicks: number;
  nice: number;
  threads: number;
  startTicks: number;
  rssPages: number;
  /** Address of the bottom of the stack: 0 without permission, else new after each exec. */
  stackStart: number;
  /** As wait(2) reports it; 0 without permission. */
  exitCode: number;
}

export function createStatLine(): StatLine {
  return {
    pid: 0,
    nameStart: 0,
    nameEnd: 0,
    stateByte: 0,
    ppid: 0,
    pgid: 0,
    sid: 0,
    tty: 0,
    flags: 0,
    cpuTicks: 0,
    nice: 0,
    threads: 0,
    startTicks: 0,
    rssPages: 0,
    stackStart: 0,
    exitCode: 0,
  };
}

const SPACE = 0x20;
const OPEN = 0x28;
const CLOSE = 0x29;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
/** A kernel thread's name may be longer than a process's 15 bytes (fs/proc/array.c, proc_task_name). */
const LONGEST_NAME = 64;
/** Linux 3.5 and later give 52 fields; start time, the one that identity needs, is the 22nd. */
const LAST_NEEDED_FIELD = 22;

/** Fills `line` from `bytes[0, length)`; false when that is not a whole stat line. */
export function parseStat(bytes: Uint8Array, length: number, line: StatLine): boolean {
  let open = 0;
  while (open < length && bytes[open] !== OPEN) open++;
  let close = Math.min(length - 1, open + LONGEST_NAME + 1);
  while (close > open && bytes[close] !== CLOSE) close--;
  if (open < 2 || close <= open || close + 3 >= length) return false;
  line.pid = parseUnsigned(bytes, 0, open - 1);
  line.nameStart = open + 1;
  line.nameEnd = close;
  line.stateByte = bytes[close + 2] ?? 0;
  return parseNumbers(bytes, close + 4, length, line) >= LAST_NEEDED_FIELD;
}

/** Walks the space-separated numbers from field 4 on; returns the number of the last field it saw. */
function parseNumbers(bytes: Uint8Array, start: number, length: number, line: StatLine): number {
  let field = 4;
  let value = 0;
  let negative = false;
  let digits = 0;
  for (let at = start; at <= length; at++) {
    const byte = at < length ? (bytes[at] ?? SPACE) : SPACE;
    if (byte >= ZERO && byte <= NINE) {
      value = value * 10 + (byte - ZERO);
      digits++;
    } else if (byte === MINUS) {
      negative = true;
    } else if (digits > 0) {
      storeField(line, field, negative ? -value : value);
      field++;
      value = 0;
      digits = 0;
      negative = false;
    }
  }
  return field - 1;
}

function storeField(line: StatLine, field: number, value: number): void {
  switch (field) {
    case 4:
      line.ppid = value;
      return;
    case 5:
      line.pgid = value;
      return;
    case 6:
      line.sid = value;
      return;
    case 7:
      line.tty = value;
      return;
    case 9:
      line.flags = value;
      return;
    case 14:
      line.cpuTicks = value;
      return;
    case 15:
      line.cpuTicks += value;
      return;
    case 19:
      line.nice = value;
      return;
    case 20:
      line.threads = value;
      return;
    case 22:
      line.startTicks = value;
      return;
    case 24:
      line.rssPages = value;
      return;
    case 28:
      line.stackStart = value;
      return;
    case 52:
      line.exitCode = value;
      return;
  }
}

function parseUnsigned(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) value = value * 10 + ((bytes[at] ?? ZERO) - ZERO);
  return value;
}

const states: { readonly [letter: string]: ProcessState } = {
  R: 'running',
  S: 'sleeping',
  D: 'disk-sleep',
  T: 'stopped',
  t: 'traced',
  Z: 'zombie',
  X: 'dead',
  x: 'dead',
  I: 'idle',
  P: 'parked',
};

/** The state letter of stat, or of `ps`'s STAT column, in words. */
export function stateOfLetter(letter: string): ProcessState {
  return states[letter] ?? 'unknown';
}

/** PF_KTHREAD in include/linux/sched.h: the process has no user space. */
const KERNEL_THREAD_FLAG = 0x0020_0000;

export function isKernelThread(flags: number): boolean {
  return (flags & KERNEL_THREAD_FLAG) !== 0;
}

/** Takes a wait status apart as WEXITSTATUS, WTERMSIG and WCOREDUMP do (wait(2)). */
export function exitStatusOf(waitStatus: number): ExitStatus {
  const signal = waitStatus & 0x7f;
  if (signal === 0) return { code: (waitStatus >> 8) & 0xff };
  return { signal, core: (waitStatus & 0x80) !== 0 };
}
