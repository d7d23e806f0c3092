/** What the guard wants to know of a process, and of ourselves. */
import { join } from 'node:path';
import type { Actor, Target } from '#shared/actions/guard';
import type { ProcessId } from '#shared/model/process';
import { hasEnded } from '#shared/parse/proc-stat-facts';
import { parseStatusFacts, type StatusFacts } from '#shared/parse/proc-status';
import { rethrowWhenOutOfDescriptors } from '../inspect/out-of-descriptors';
import { readBounded, readStat } from '../inspect/process-folder';

const STATUS_LIMIT_BYTES = 64 * 1024;

export interface KnownTarget extends Target {
  readonly name: string;
}

/** Undefined when there is no process of this identity any more. */
export function readTarget(id: ProcessId, root = '/proc'): KnownTarget | undefined {
  const folder = join(root, String(Number.parseInt(id, 10)));
  const stat = readStat(folder);
  const status = readStatus(folder);
  if (stat?.id !== id || status === undefined) return undefined;
  const { nsPids, uids } = status;
  return {
    pid: stat.pid,
    name: stat.name,
    uids: [uids[0], uids[1], uids[2]],
    kernelThread: stat.kernelThread,
    zombie: hasEnded(stat),
    namespaceInit: nsPids.length > 1 && nsPids.at(-1) === 1,
  };
}

/** `appPids`: all processes of the app, as Electron counts them. */
export function readActor(appPids: readonly number[], readOnly: boolean, root = '/proc'): Actor {
  const status = readStatus(join(root, 'self'));
  const [real = -1, effective = -1] = status?.uids ?? [];
  return {
    uids: [real, effective],
    effective: status?.capabilities.effective ?? [],
    ownPids: new Set([process.pid, ...appPids]),
    ancestorPids: new Set(ancestorsOf(process.pid, root)),
    readOnly,
  };
}

function ancestorsOf(pid: number, root: string): readonly number[] {
  const ancestors: number[] = [];
  let parent = readStat(join(root, String(pid)))?.ppid;
  while (parent !== undefined && parent > 0 && !ancestors.includes(parent)) {
    ancestors.push(parent);
    parent = readStat(join(root, String(parent)))?.ppid;
  }
  return ancestors;
}

function readStatus(folder: string): StatusFacts | undefined {
  try {
    return parseStatusFacts(readBounded(join(folder, 'status'), STATUS_LIMIT_BYTES).text);
  } catch (error) {
    rethrowWhenOutOfDescriptors(error);
    // Gone or hidden: either way nothing is done to it.
    return undefined;
  }
}
