/** To whom a signal may go: the process, all of its group, or it and all below it, as the table stands. */
import type { ProcessTable } from '#shared/events/apply-events';
import type { ProcessId, ProcessRecord } from '#shared/model/process';

export const scopes = ['process', 'group', 'subtree'] as const;
export type Scope = (typeof scopes)[number];

export function targetsOf(process: ProcessRecord, table: ProcessTable, scope: Scope): readonly ProcessId[] {
  if (scope === 'process') return [process.id];
  const living = [...table.living.values()];
  if (scope === 'group') return living.filter(({ pgid }) => pgid === process.pgid).map(({ id }) => id);
  return subtreeOf(process.id, living);
}

/** Parents come before their children. */
function subtreeOf(root: ProcessId, living: readonly ProcessRecord[]): readonly ProcessId[] {
  const children = new Map<ProcessId, ProcessId[]>();
  for (const { id, parent } of living) {
    if (parent === undefined) continue;
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [id]);
    else siblings.push(id);
  }
  const found = [root];
  for (const id of found) found.push(...(children.get(id) ?? []));
  return found;
}
