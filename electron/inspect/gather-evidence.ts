/** Collects what tells why the kernel refused to let us read something. */
import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { FactReason } from '#shared/inspect/facts';
import { type Evidence, whyHidden } from '#shared/inspect/why-hidden';
import { parseHidepid } from '#shared/parse/mount-options';
import { hasEnded, type StatFacts } from '#shared/parse/proc-stat-facts';
import { parseStatusFacts } from '#shared/parse/proc-status';

/** These ask for PTRACE_MODE_ATTACH, all else in /proc/PID at most for PTRACE_MODE_READ (fs/proc/base.c). */
const ATTACH_FILES = ['syscall', 'personality', 'stack', 'mem'];

export function reasonFor(folder: string, stat: StatFacts, file: string, error: unknown): FactReason {
  const errno = errnoOf(error);
  if (errno === undefined) throw error;
  const root = dirname(folder);
  return whyHidden({
    errno,
    self: credentialsIn('/proc/self') ?? noCredentials,
    target: credentialsIn(folder),
    kernelThread: stat.kernelThread,
    zombie: hasEnded(stat),
    alive: ownerOf(folder) !== undefined,
    pidInUse: isPidInUse(basename(folder)),
    fileOwner: ownerOf(join(folder, 'environ')),
    hidepid: parseHidepid(textOf('/proc/self/mounts') ?? '', root),
    ptraceScope: numberIn('/proc/sys/kernel/yama/ptrace_scope'),
    needsAttach: ATTACH_FILES.includes(file),
  });
}

/** kill(2) with signal 0 sends nothing, but tells whether there is somebody. */
export function isPidInUse(id: string): boolean {
  const pid = Number.parseInt(id, 10);
  // kill(2) takes an int; Node throws at more.
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid > 0x7fffffff) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errnoOf(error) === 'EPERM';
  }
}

function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

const noCredentials: Evidence['self'] = {
  uids: [-1, -1, -1, -1],
  gids: [-1, -1, -1, -1],
  permitted: [],
  effective: [],
  userMap: undefined,
};

function credentialsIn(folder: string): Evidence['self'] | undefined {
  const text = textOf(join(folder, 'status'));
  if (text === undefined) return undefined;
  const { uids, gids, capabilities } = parseStatusFacts(text);
  const { permitted, effective } = capabilities;
  return { uids, gids, permitted, effective, userMap: textOf(join(folder, 'uid_map')) };
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It tells nothing then; that is what undefined says.
    return undefined;
  }
}

function numberIn(path: string): number | undefined {
  const text = textOf(path);
  return text === undefined ? undefined : Number.parseInt(text, 10);
}

function ownerOf(path: string): number | undefined {
  try {
    return statSync(path).uid;
  } catch {
    return undefined;
  }
}
