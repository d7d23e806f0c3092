/**
 * Who a signal would reach, as the kernel has it at this moment. The window's table may be a look behind, and of a
 * process that leaves its group the kernel sends no message (setpgid(2)).
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Targets } from '#shared/ipc/action-requests';
import type { ProcessId } from '#shared/model/process';
import type { StatFacts } from '#shared/parse/proc-stat-facts';
import { readStat } from '../inspect/process-folder';
import { mapInSlices } from './map-in-slices';

/** The process alone; all of its group; itself and all below it, parents before their children. */
export async function findTargets(id: ProcessId, root = '/proc'): Promise<Targets> {
  const all = await readAll(root);
  const found = all.find((each) => each.id === id);
  // Whoever has its pid now is somebody else, as are those below.
  if (found === undefined) return { process: [id], group: [id], subtree: [id] };
  return { process: [id], group: groupOf(found, all), subtree: subtreeOf(found, all) };
}

async function readAll(root: string): Promise<readonly StatFacts[]> {
  const pids = readdirSync(root).filter((name) => /^\d+$/.test(name));
  const read = await mapInSlices(pids, (pid) => readStat(join(root, pid)));
  return read.filter((stat) => stat !== undefined);
}

/** 0 is no group: kernel threads have it, and who is in a group of another PID namespace. */
function groupOf({ id, pgid }: StatFacts, all: readonly StatFacts[]): readonly ProcessId[] {
  return pgid === 0 ? [id] : all.filter((each) => each.pgid === pgid).map((each) => each.id);
}

function subtreeOf(top: StatFacts, all: readonly StatFacts[]): readonly ProcessId[] {
  const children = new Map<number, StatFacts[]>();
  for (const one of all) {
    const siblings = children.get(one.ppid);
    if (siblings === undefined) children.set(one.ppid, [one]);
    else siblings.push(one);
  }
  // What is added while it is walked is walked too; a pid that was used again meanwhile leads round only once.
  const found = new Set([top]);
  for (const one of found) for (const child of children.get(one.pid) ?? []) found.add(child);
  return [...found].map(({ id }) => id);
}
