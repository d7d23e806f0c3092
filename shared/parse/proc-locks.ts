/** /proc/locks (proc_locks(5)): file locks of the whole system. */
export interface FileLock {
  readonly kind: string;
  readonly access: string;
  /** As our PID namespace knows it; -1 for an open file description's lock, which belongs to no process. */
  readonly pid: number;
  /** `major:minor:inode` in the kernel's writing. */
  readonly file: string;
}

/** Locks held; those that somebody still waits for (`->`) are left out. */
export function parseLocks(text: string): readonly FileLock[] {
  return text.split('\n').flatMap((line) => {
    const [, kind, access, pid, file] = line.match(/^\d+: (\w+)\s+\w+\s+(\w+)\s+(-?\d+) (\S+)/) ?? [];
    if (kind === undefined || access === undefined || file === undefined) return [];
    return [{ kind, access, pid: Number(pid), file }];
  });
}

/** /proc/PID/timers (proc_pid_timers(5)): how many timers of timer_create(2) it has. */
export function countTimers(text: string): number {
  return text.match(/^ID: /gm)?.length ?? 0;
}
