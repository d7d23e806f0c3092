/**
 * Who a signal would reach, as the kernel has it at this moment. The window's table may be a look behind, and of a
 * process that leaves its group the kernel sends no message (setpgid(2)).
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Scope } from '#shared/actions/scopes';
import type { ProcessId } from '#shared/model/process';
import type { StatFacts } from '#shared/parse/proc-stat-facts';
import { readStat } from '../inspect/process-folder';

/** The process alone; all of its group; itself and all below it, parents before their children. */
export function findTargets(id: ProcessId, root = '/proc'): Readonly<Record<Scope, readonly ProcessId[]>> {
  const all = readAll(root);
  const group = all.find((each) => each.id === id)?.pgid;
  return {
    process: [id],
    group: group === undefined ? [id] : all.filter(({ pgid }) => pgid === group).map((each) => each.id),
    subtree: subtreeOf(id, all),
  };
}

function readAll(root: string): readonly StatFacts[] {
  const pids = readdirSync(root).filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => readStat(join(root, pid)) ?? []);
}

function subtreeOf(id: ProcessId, all: readonly StatFacts[]): readonly ProcessId[] {
  const children = new Map<number, ProcessId[]>();
  for (const { ppid, id: child } of all) {
    const siblings = children.get(ppid);
    if (siblings === undefined) children.set(ppid, [child]);
    else siblings.push(child);
  }
  const found = [id];
  for (const one of found) found.push(...(children.get(Number.parseInt(one, 10)) ?? []));
  return found;
}
