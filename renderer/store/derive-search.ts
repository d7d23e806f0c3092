/** Pure parts of the search's selectors. */
import type { FoldChoices } from '#shared/layout/folds';
import type { ProcessId } from '#shared/model/process';
import type { Query } from '#shared/query/query';
import type { ProcessTree } from '#shared/tree/build-tree';

const mine: Query = { kind: 'flag', flag: 'mine' };
const noKernelThread: Query = { kind: 'not', of: { kind: 'flag', flag: 'kernel' } };

/** The query with what the switches add to it. */
export function askedQuery(query: Query, onlyMine: boolean, hideKernelThreads: boolean): Query {
  const parts = [
    ...(query.kind === 'all' ? [] : [query]),
    ...(onlyMine ? [mine] : []),
    ...(hideKernelThreads ? [noKernelThread] : []),
  ];
  const [first] = parts;
  if (first === undefined) return { kind: 'all' };
  return parts.length === 1 ? first : { kind: 'and', of: parts };
}

/** In reading order. */
export function hitsIn(tree: ProcessTree, matches: ReadonlySet<ProcessId> | undefined): readonly ProcessId[] {
  const hits: ProcessId[] = [];
  tree.eachBefore(({ data: { process } }) => {
    if (process !== undefined && matches?.has(process.id) !== false) hits.push(process.id);
  });
  return hits;
}

export function openButFor(tree: ProcessTree, folded: ReadonlySet<ProcessId>): FoldChoices {
  const unfolded = new Set<ProcessId>();
  tree.each(({ data: { process }, children }) => {
    if (process !== undefined && children !== undefined) unfolded.add(process.id);
  });
  return { folded, unfolded };
}
