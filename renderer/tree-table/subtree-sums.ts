import { isGhost, type ProcessId } from '#shared/model/process';
import type { ProcessTree } from '#shared/tree/build-tree';

/** A process and all below it; a sum of which no part is known is undefined. */
export interface SubtreeSums {
  /** Living processes, itself among them. */
  readonly processes: number;
  readonly cpu: number | undefined;
  readonly rssBytes: number | undefined;
  readonly threads: number | undefined;
}

/** Of every process of a tree, in one pass from the leaves up. */
export function sumSubtrees(tree: ProcessTree): ReadonlyMap<ProcessId, SubtreeSums> {
  const sums = new Map<ProcessId, SubtreeSums>();
  tree.eachAfter(({ data: { process }, children }) => {
    if (process === undefined) return;
    let { cpu, rssBytes, threads } = process;
    let processes = isGhost(process) ? 0 : 1;
    for (const child of children ?? []) {
      const below = child.data.process === undefined ? undefined : sums.get(child.data.process.id);
      if (below === undefined) continue;
      processes += below.processes;
      cpu = add(cpu, below.cpu);
      rssBytes = add(rssBytes, below.rssBytes);
      threads = add(threads, below.threads);
    }
    sums.set(process.id, { processes, cpu, rssBytes, threads });
  });
  return sums;
}

function add(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : a + b;
}
