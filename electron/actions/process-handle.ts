/**
 * A process held fast (pidfd_open(2)): as long as the descriptor is open it means this process and no later owner of
 * its pid. The identity is checked after the descriptor was opened, so there is no moment in which it could be another.
 */
import { join } from 'node:path';
import koffi from 'koffi';
import type { ProcessId } from '#shared/model/process';
import { throwWhenOutOfDescriptors } from '../inspect/out-of-descriptors';
import { readStat } from '../inspect/process-folder';

/** The same on every architecture: both calls are younger than the common table (5.3 and 5.1). */
const SYS_PIDFD_SEND_SIGNAL = 424;
const SYS_PIDFD_OPEN = 434;

export interface ProcessHandle {
  /** False where the kernel has no such descriptors: then only the check just before protects from a reused pid. */
  readonly pinned: boolean;
  /** Returns undefined, or the name of the kernel's error. */
  signal(signal: number): string | undefined;
  close(): void;
}

interface Calls {
  pidfdOpen(pid: number): number;
  pidfdSignal(descriptor: number, signal: number): number;
  close(descriptor: number): number;
}

export interface HoldOptions {
  readonly root?: string;
  /** As on a kernel without pidfd_open(2). */
  readonly withoutDescriptors?: boolean;
}

/** Undefined when there is no process of this identity any more. */
export function holdProcess(
  id: ProcessId,
  { root = '/proc', withoutDescriptors = false }: HoldOptions = {},
): ProcessHandle | undefined {
  const pid = Number.parseInt(id, 10);
  const calls = withoutDescriptors ? undefined : loadCalls();
  const descriptor = calls?.pidfdOpen(pid) ?? -1;
  const errno = calls !== undefined && descriptor < 0 ? nameOfErrno(koffi.errno()) : undefined;
  throwWhenOutOfDescriptors(errno);
  if (calls === undefined || descriptor < 0) return isIt(id, root) ? plainHandle(id, pid, root) : undefined;
  const handle = pinnedHandle(calls, descriptor);
  try {
    if (isIt(id, root)) return handle;
  } catch (error) {
    handle.close();
    throw error;
  }
  handle.close();
  return undefined;
}

function isIt(id: ProcessId, root: string): boolean {
  return readStat(join(root, String(Number.parseInt(id, 10))))?.id === id;
}

function pinnedHandle(calls: Calls, descriptor: number): ProcessHandle {
  return {
    pinned: true,
    signal: (signal) => (calls.pidfdSignal(descriptor, signal) < 0 ? nameOfErrno(koffi.errno()) : undefined),
    close: () => void calls.close(descriptor),
  };
}

function plainHandle(id: ProcessId, pid: number, root: string): ProcessHandle {
  return {
    pinned: false,
    signal: (signal) => {
      if (!isIt(id, root)) return 'ESRCH';
      try {
        process.kill(pid, signal);
        return undefined;
      } catch (error) {
        return error instanceof Error && 'code' in error ? String(error.code) : 'EINVAL';
      }
    },
    close: () => undefined,
  };
}

let loaded: Calls | undefined;

function loadCalls(): Calls | undefined {
  if (process.platform !== 'linux') return undefined;
  loaded ??= bindCalls();
  return loaded;
}

function bindCalls(): Calls {
  const library = koffi.load(null);
  const call = library.func('long syscall(long, long, long, void *, unsigned int)');
  const close = library.func('int close(int)');
  return {
    pidfdOpen: (pid) => call(SYS_PIDFD_OPEN, pid, 0, null, 0),
    pidfdSignal: (descriptor, signal) => call(SYS_PIDFD_SEND_SIGNAL, descriptor, signal, null, 0),
    close: (descriptor) => close(descriptor),
  };
}

function nameOfErrno(errno: number): string {
  const found = Object.entries(koffi.os.errno).find(([, value]) => value === errno);
  return found?.[0] ?? `errno ${errno}`;
}
