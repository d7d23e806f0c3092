/**
 * Who belongs to a run: the program's first process and all that descends from it by birth, in the order of birth. The
 * set grows with the events and forgets nobody: where processes come and go by the thousand, the dead that link a
 * process to the first one may be forgotten long before it ends.
 */
import { findProcess, type ProcessTable } from '#shared/events/apply-events';
import type { ProcessEvent } from '#shared/events/process-event';
import type { RunStatus } from '#shared/ipc/contract';
import type { ProcessId } from '#shared/model/process';

export type RunMembers = ReadonlySet<ProcessId>;

export const noMembers: RunMembers = new Set();

/** As far as a table still shows it. */
function membersIn(table: ProcessTable, root: ProcessId): RunMembers {
  const members = new Set([root]);
  const known = [...table.ghosts.values(), ...table.living.values()].sort((a, b) => a.startTicks - b.startTicks);
  for (const { id } of known) {
    const line = birthLine(table, id);
    const end = line.findIndex((ancestor) => members.has(ancestor));
    for (const member of line.slice(0, Math.max(0, end)).reverse()) members.add(member);
  }
  return members;
}

export function membersOf(run: RunStatus, table: ProcessTable): RunMembers {
  return run.kind === 'idle' ? noMembers : membersIn(table, run.root);
}

/** The same set again when nobody was born into it. `table` is the one that the events have led to. */
export function grownBy(members: RunMembers, events: readonly ProcessEvent[], table: ProcessTable): RunMembers {
  const [root] = members;
  if (root === undefined) return members;
  const grown = new Set(members);
  for (const event of events) {
    if (event.kind === 'fork') {
      const { id, originalParent } = event.process;
      if (originalParent !== undefined && grown.has(originalParent)) grown.add(id);
    } else if (event.kind === 'checkpoint') {
      for (const id of membersIn(table, root)) grown.add(id);
    }
  }
  return grown.size === members.size ? members : grown;
}

/** The process, its original parent, the original parent of that, as far as births were seen. */
function birthLine(table: ProcessTable, start: ProcessId): readonly ProcessId[] {
  const line: ProcessId[] = [];
  let id: ProcessId | undefined = start;
  while (id !== undefined && !line.includes(id)) {
    line.push(id);
    id = findProcess(table, id)?.originalParent;
  }
  return line;
}
