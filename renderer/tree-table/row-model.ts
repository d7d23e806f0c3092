/** From a state to the rows, remembering how siblings stood, so that the order can be held while somebody reads. */
import { isFolded } from '#shared/layout/folds';
import type { ProcessId } from '#shared/model/process';
import type { ProcessTree } from '#shared/tree/build-tree';
import type { AppState } from '../store/app-store';
import { selectFolds, selectMatches, selectShownTree } from '../store/selectors';
import { buildRows, type Row, tellsSums } from './build-rows';
import { columnOf } from './columns';
import { holdOrder, type Ranks, type SortSiblings, sortBy } from './sort-siblings';
import { sumSubtrees } from './subtree-sums';

export interface RowModel {
  /** `reading`: no row moves, except when the order was wished for since. */
  rows(state: AppState, reading: boolean): readonly Row[];
}

export function createRowModel(): RowModel {
  let ranks: Ranks = new Map();
  let granted = 0;
  return {
    rows: (state, reading) => {
      const tree = selectShownTree(state);
      const folds = selectFolds(state);
      const sums = sumSubtrees(tree);
      const { tableSort, tableSums: alwaysSums, orderWish } = state;
      const sortableOf = (node: ProcessTree) => {
        const { process } = node.data;
        if (process === undefined) return undefined;
        const tells = tellsSums(node, isFolded(node, folds), { alwaysSums });
        return { process, childCount: node.children?.length ?? 0, sums: tells ? sums.get(process.id) : undefined };
      };
      const held = reading && orderWish === granted && isRestless(state);
      granted = orderWish;
      const stand = new Map<ProcessId, number>();
      const sort = noting(held ? holdOrder(ranks) : sortBy(tableSort, sortableOf), stand);
      const matches = selectMatches(state);
      const rows = buildRows(tree, { folds, sort, sums, alwaysSums, matches, threads: state.openThreads });
      ranks = stand;
      return rows;
    },
  };
}

/** Sorted by something that changes by itself. */
export function isRestless({ tableSort }: Pick<AppState, 'tableSort'>): boolean {
  return tableSort !== undefined && columnOf(tableSort.column).restless === true;
}

function noting(sort: SortSiblings, stand: Map<ProcessId, number>): SortSiblings {
  return (children) => {
    const sorted = sort(children);
    for (const [rank, { data }] of sorted.entries()) if (data.process !== undefined) stand.set(data.process.id, rank);
    return sorted;
  };
}
