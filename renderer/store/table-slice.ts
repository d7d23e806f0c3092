import type { StateCreator } from 'zustand/vanilla';
import type { ProcessId } from '#shared/model/process';
import type { OpenThreads } from '../tree-table/build-rows';
import type { ColumnId } from '../tree-table/columns';
import type { AppState } from './app-store';

/** What the table shows beside the tree itself; its columns and its order are settings. */
export interface TableSlice {
  /** Threads that somebody asked to see, by their process. */
  readonly openThreads: ReadonlyMap<ProcessId, OpenThreads>;
  /** Counted up when the rows are to be put in order though somebody is reading them. */
  readonly orderWish: number;
  showThreads(id: ProcessId, threads: OpenThreads | undefined): void;
  orderNow(): void;
  /** By this column: its usual way, then the other way round, then as the tree has it. */
  sortTable(column: ColumnId, descendingFirst: boolean): void;
}

export const createTableSlice: StateCreator<AppState, [], [], TableSlice> = (set) => ({
  openThreads: new Map(),
  orderWish: 0,
  showThreads: (id, threads) =>
    set(({ openThreads }) => {
      const changed = new Map(openThreads);
      if (threads === undefined) changed.delete(id);
      else changed.set(id, threads);
      return { openThreads: changed };
    }),
  orderNow: () => set(({ orderWish }) => ({ orderWish: orderWish + 1 })),
  sortTable: (column, descendingFirst) =>
    set(({ tableSort, orderWish }) => {
      const isSame = tableSort?.column === column;
      const next =
        isSame && tableSort.descending !== descendingFirst
          ? undefined
          : { column, descending: isSame ? !descendingFirst : descendingFirst };
      return { tableSort: next, orderWish: orderWish + 1 };
    }),
});
