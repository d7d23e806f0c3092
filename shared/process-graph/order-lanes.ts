import type { ProcessId } from '#shared/model/process';

interface Born {
  readonly id: ProcessId;
  readonly parent: ProcessId | undefined;
}

/**
 * From top to bottom: a process, then its children, the youngest first. The branch to an elder child then passes only lines
 * that begin to the right of it, so that no branch crosses a line. `processes` come in the order of their births.
 */
export function orderLanes<Process extends Born>(processes: readonly Process[]): readonly Process[] {
  const known = new Set(processes.map(({ id }) => id));
  const children = new Map<ProcessId | undefined, Process[]>();
  for (const process of processes) {
    const parent = process.parent !== undefined && known.has(process.parent) ? process.parent : undefined;
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [process]);
    else siblings.push(process);
  }
  const ordered: Process[] = [];
  // Taken from the end: what is pushed last comes first. Roots stay in the order of their births.
  const waiting = [...(children.get(undefined) ?? [])].reverse();
  for (let process = waiting.pop(); process !== undefined; process = waiting.pop()) {
    ordered.push(process);
    waiting.push(...(children.get(process.id) ?? []));
  }
  return ordered;
}
