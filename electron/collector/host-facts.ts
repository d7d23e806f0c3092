/** Facts about this computer that turn the kernel's units into ours. */
import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { parseAuxiliaryVector, parsePasswd, parseUptime } from '#shared/parse/proc-text';

export interface HostFacts {
  readonly pageBytes: number;
  readonly ticksPerSecond: number;
  /** Milliseconds since the epoch. */
  readonly bootedAt: number;
  readonly maxDescriptors: number;
  nameOfUser(uid: number): string | undefined;
}

/** Entry types of the auxiliary vector (getauxval(3)). */
const AT_PAGESZ = 6;
const AT_CLKTCK = 17;

export function readHostFacts(now: number): HostFacts {
  const auxiliary = readAuxiliaryVector();
  return {
    pageBytes: auxiliary.get(AT_PAGESZ) ?? 4096,
    ticksPerSecond: ticksPerSecondIn(auxiliary),
    bootedAt: now - readUptimeSeconds() * 1000,
    maxDescriptors: readDescriptorLimit(),
    nameOfUser: createUserNames(),
  };
}

/** More than this is no rounding but a clock that was set. */
const CLOCK_STEP_MS = 2_000;

/** When the clock was set since, the start of the computer lies elsewhere too, and with it those of new processes. */
export function afterClockStep(host: HostFacts, now: number): HostFacts {
  const bootedAt = now - readUptimeSeconds() * 1000;
  return Math.abs(bootedAt - host.bootedAt) > CLOCK_STEP_MS ? { ...host, bootedAt } : host;
}

/** Of processor time in /proc. */
export function readTicksPerSecond(): number {
  return ticksPerSecondIn(readAuxiliaryVector());
}

function ticksPerSecondIn(auxiliary: ReadonlyMap<number, number>): number {
  return auxiliary.get(AT_CLKTCK) ?? 100;
}

/** Time asleep included, as in the start times of processes (proc_uptime(5)). */
export function readUptimeSeconds(): number {
  try {
    return parseUptime(readFileSync('/proc/uptime', 'utf8'));
  } catch {
    // The same clock, asked of the kernel directly: /proc may be covered, or no more files may be open.
    return uptime();
  }
}

function readAuxiliaryVector(): ReadonlyMap<number, number> {
  const bytes = readFileSync('/proc/self/auxv');
  const words = new BigUint64Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength - (bytes.byteLength % 8)),
  );
  return parseAuxiliaryVector([...words]);
}

function readDescriptorLimit(): number {
  const line = readFileSync('/proc/self/limits', 'utf8').match(/^Max open files\s+(\S+)/m)?.[1];
  return line === 'unlimited' ? 65_536 : Number(line ?? 1024);
}

/** Users are looked up in /etc/passwd, read again when an unknown uid turns up: a user may just have been added. */
function createUserNames(): (uid: number) => string | undefined {
  let users: ReadonlyMap<number, string> = new Map();
  const unknown = new Set<number>();
  return (uid) => {
    if (!users.has(uid) && !unknown.has(uid)) {
      users = parsePasswd(readFileSync('/etc/passwd', 'utf8'));
      if (!users.has(uid)) unknown.add(uid);
    }
    return users.get(uid);
  };
}
