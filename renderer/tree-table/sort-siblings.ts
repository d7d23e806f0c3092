import type { ProcessId } from '#shared/model/process';
import type { ProcessTree } from '#shared/tree/build-tree';
import { type ColumnId, type Sortable, sortValueOf } from './columns';

export interface Sort {
  readonly column: ColumnId;
  readonly descending: boolean;
}

/** Where each process stood among its siblings when the order was last made. */
export type Ranks = ReadonlyMap<ProcessId, number>;

export type SortSiblings = (children: readonly ProcessTree[]) => readonly ProcessTree[];

/** Oldest first, as the tree has them, or by a column; what is not known comes last. Equals keep the tree's order. */
export function sortBy(sort: Sort | undefined, sortableOf: (node: ProcessTree) => Sortable | undefined): SortSiblings {
  if (sort === undefined) return (children) => children;
  const turn = sort.descending ? -1 : 1;
  return (children) => {
    const keyed = children.map((node) => {
      const sortable = sortableOf(node);
      return { node, value: sortable === undefined ? undefined : sortValueOf(sort.column, sortable) };
    });
    return keyed.sort((a, b) => compare(a.value, b.value, turn)).map(({ node }) => node);
  };
}

/** As they stood; who is new comes last, oldest first: nothing moves under the reader's eyes. */
export function holdOrder(ranks: Ranks): SortSiblings {
  const rankOf = ({ data: { process } }: ProcessTree) =>
    (process === undefined ? undefined : ranks.get(process.id)) ?? Number.MAX_SAFE_INTEGER;
  return (children) => [...children].sort((a, b) => rankOf(a) - rankOf(b));
}

type Value = string | number | undefined;

function compare(a: Value, b: Value, turn: number): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  if (typeof a === 'number' && typeof b === 'number') return (a - b) * turn;
  // By code units: a collator costs a hundred times as much, and names of programs are not prose.
  const [first, second] = [String(a), String(b)];
  return (first < second ? -1 : first > second ? 1 : 0) * turn;
}
