import type { ProcessTable } from '#shared/events/apply-events';
import { ownPid, type ProcessId, type ProcessRecord } from '#shared/model/process';
import { compileQuery } from '#shared/query/match-query';
import type { Query } from '#shared/query/query';
import type { Surroundings } from '#shared/query/value-of';

/** Everything in a table, the remembered dead among it, that a query matches. */
export function findMatches(
  table: ProcessTable,
  query: Query,
  facts: Pick<Surroundings, 'newMs' | 'uid'>,
): ReadonlySet<ProcessId> {
  const matches = compileQuery(query, surroundingsOf(table, facts));
  const found = new Set<ProcessId>();
  for (const process of table.living.values()) if (matches(process)) found.add(process.id);
  for (const process of table.ghosts.values()) if (matches(process)) found.add(process.id);
  return found;
}

function surroundingsOf(table: ProcessTable, { newMs, uid }: Pick<Surroundings, 'newMs' | 'uid'>): Surroundings {
  let counts: ReadonlyMap<ProcessId, number> | undefined;
  const below = new Map<string, ReadonlySet<ProcessId>>();
  return {
    now: table.at,
    newMs,
    uid,
    childCount: (id) => {
      counts ??= countChildren(table);
      return counts.get(id) ?? 0;
    },
    isUnder: (id, ancestor) => {
      const members = below.get(ancestor) ?? subtreeOf(table, ancestor);
      below.set(ancestor, members);
      return members.has(id);
    },
  };
}

function countChildren({ living }: ProcessTable): ReadonlyMap<ProcessId, number> {
  const counts = new Map<ProcessId, number>();
  for (const { parent } of living.values()) {
    if (parent !== undefined) counts.set(parent, (counts.get(parent) ?? 0) + 1);
  }
  return counts;
}

/** By pid (whoever has it now, else whoever had it last) or by identity. Walks down, so that no circle traps it. */
function subtreeOf(table: ProcessTable, ancestor: string): ReadonlySet<ProcessId> {
  const isMeant = (process: ProcessRecord) => process.id === ancestor || String(ownPid(process)) === ancestor;
  const root = [...table.living.values()].find(isMeant) ?? [...table.ghosts.values()].findLast(isMeant);
  if (root === undefined) return new Set();
  const children = childrenOf(table);
  const members = new Set([root.id]);
  // A set grows while it is walked.
  for (const id of members) for (const child of children.get(id) ?? []) members.add(child);
  return members;
}

function childrenOf({ living, ghosts }: ProcessTable): ReadonlyMap<ProcessId, readonly ProcessId[]> {
  const children = new Map<ProcessId, ProcessId[]>();
  for (const { id, parent } of [...living.values(), ...ghosts.values()]) {
    if (parent === undefined) continue;
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [id]);
    else siblings.push(id);
  }
  return children;
}
