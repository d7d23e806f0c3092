/** /proc/PID/fd and /proc/PID/fdinfo (proc_pid_fd(5), proc_pid_fdinfo(5)): what a descriptor is, and how it is open. */

export type DescriptorKind =
  | 'file'
  | 'deleted'
  | 'device'
  | 'terminal'
  | 'pipe'
  | 'socket'
  | 'eventfd'
  | 'epoll'
  | 'timerfd'
  | 'signalfd'
  | 'inotify'
  | 'pidfd'
  | 'memory'
  | 'namespace'
  | 'anonymous';

export interface DescriptorTarget {
  readonly kind: DescriptorKind;
  /** Of a pipe, a socket or a namespace. */
  readonly inode: number | undefined;
}

const anonymousKinds: { readonly [name: string]: DescriptorKind } = {
  eventfd: 'eventfd',
  eventpoll: 'epoll',
  timerfd: 'timerfd',
  signalfd: 'signalfd',
  inotify: 'inotify',
  pidfd: 'pidfd',
};

/** What the link of a descriptor points at. */
export function parseDescriptorLink(link: string): DescriptorTarget {
  const [, type, inode] = link.match(/^(\w+):\[(\d+)\]$/) ?? [];
  if (type === 'pipe' || type === 'socket') return { kind: type, inode: Number(inode) };
  if (type !== undefined) return { kind: 'namespace', inode: Number(inode) };
  const anonymous = link.match(/^anon_inode:\[?([^\]]+)\]?$/)?.[1];
  if (anonymous !== undefined) return { kind: anonymousKinds[anonymous] ?? 'anonymous', inode: undefined };
  return { kind: kindOfPath(link), inode: undefined };
}

function kindOfPath(path: string): DescriptorKind {
  if (/^\/(memfd:|dev\/shm\/|SYSV)/.test(path)) return 'memory';
  if (/^\/dev\/(pts\/|tty|ptmx|console)/.test(path)) return 'terminal';
  if (path.endsWith(' (deleted)')) return 'deleted';
  return path.startsWith('/dev/') ? 'device' : 'file';
}

/**
 * A name for what other descriptors, of other processes too, may share: the link of a pipe or socket, the kernel's number
 * of an eventfd (which is there since Linux 5.2). Undefined for what is not looked for.
 */
export function sharedEndOf(link: string, info: readonly string[]): string | undefined {
  if (/^(?:pipe|socket):\[\d+\]$/.test(link)) return link;
  const number = link === EVENTFD_LINK ? fieldOf(info, 'eventfd-id') : undefined;
  return number === undefined ? undefined : `eventfd:${number}`;
}

export const EVENTFD_LINK = 'anon_inode:[eventfd]';

/** Of a pidfd: the process that it means; -1 when that has been reaped. */
export function pidfdTarget(info: readonly string[]): number | undefined {
  const pid = fieldOf(info, 'Pid');
  return pid === undefined ? undefined : Number(pid);
}

/** Of an epoll: the descriptors of its process that it watches. */
export function watchedBy(info: readonly string[]): readonly number[] {
  const numbers = info.flatMap((line) => line.match(/^tfd: ?(\d+)/)?.[1] ?? []).map(Number);
  // The kernel gives them in the order of its addresses.
  return numbers.sort((a, b) => a - b);
}

function fieldOf(info: readonly string[], key: string): string | undefined {
  return info
    .find((line) => line.startsWith(`${key}:`))
    ?.slice(key.length + 1)
    .trim();
}

export type AccessMode = 'read' | 'write' | 'both' | 'path';

/** Numbers in octal as open(2) has them on x86 and ARM. */
const O_ACCMODE = 0o3;
const O_APPEND = 0o2000;
const O_NONBLOCK = 0o4000;
const O_CLOEXEC = 0o2000000;
const O_PATH = 0o10000000;

export interface DescriptorInfo {
  readonly position: number;
  readonly access: AccessMode;
  readonly append: boolean;
  readonly nonBlocking: boolean;
  readonly closeOnExec: boolean;
  /** What else the kernel tells of this kind, in its own words: `eventfd-count: 0`, `tfd: 5 events: 19`, locks. */
  readonly more: readonly string[];
}

const MOST_LINES = 64;

export function parseDescriptorInfo(text: string): DescriptorInfo {
  const lines = text.split('\n').filter((line) => line !== '');
  const flags = Number.parseInt(fieldOf(lines, 'flags') ?? '0', 8);
  const isPlain = (line: string) => /^(?:(?:pos|flags|mnt_id|ino):|scm_fds:\s*0$)/.test(line);
  return {
    position: Number(fieldOf(lines, 'pos') ?? 0),
    access: accessOf(flags),
    append: (flags & O_APPEND) !== 0,
    nonBlocking: (flags & O_NONBLOCK) !== 0,
    closeOnExec: (flags & O_CLOEXEC) !== 0,
    more: lines
      .filter((line) => !isPlain(line))
      .slice(0, MOST_LINES)
      .map((line) => line.replace(/\s+/g, ' ').trim()),
  };
}

function accessOf(flags: number): AccessMode {
  if ((flags & O_PATH) !== 0) return 'path';
  const mode = flags & O_ACCMODE;
  return mode === 0 ? 'read' : mode === 1 ? 'write' : 'both';
}
