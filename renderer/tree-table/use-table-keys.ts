import type { KeyboardEvent } from 'react';
import { useApp, useAppStore } from '../store/use-app';
import { useTypeAhead } from '../tree-view/use-type-ahead';
import type { Row } from './build-rows';
import { findRow, moveInTable } from './table-keys';
import { processIdOf } from './table-row';

interface TableKeys {
  readonly rows: readonly Row[];
  readonly active: number;
  /** Rows that fit into the window. */
  readonly page: () => number;
  readonly goTo: (key: string) => void;
  readonly onMenu: () => void;
  readonly onCopy: () => void;
  readonly onThreads: (row: Row) => void;
}

export function useTableKeys(keys: TableKeys): (event: KeyboardEvent) => void {
  const store = useAppStore();
  const setFolded = useApp((state) => state.setFolded);
  const { rows, active, goTo } = keys;
  const row = rows[active];

  const typeAhead = useTypeAhead((text) => {
    const found = findRow(rows, active, text);
    if (found !== undefined) goTo(found.key);
    return found !== undefined;
  });

  const choose = (key: string): boolean => {
    if (row === undefined || (key !== 'Enter' && key !== ' ')) return false;
    store.getState().select(processIdOf(row));
    if (key === 'Enter') store.getState().showDetails(true);
    return true;
  };

  const foldSiblings = (): boolean => {
    if (row === undefined) return false;
    // All that stand beside it are opened (treegrid pattern, `*`).
    for (const each of rows) {
      if (each.kind === 'process' && each.level === row.level && each.folded) setFolded(each.key, false);
    }
    return true;
  };

  const walk = (key: string): boolean => {
    const move = moveInTable(rows, active, key, keys.page());
    if (move?.kind === 'go') goTo(move.to);
    if (move?.kind === 'fold') setFolded(move.id, move.folded);
    return move !== undefined;
  };

  const act = (event: KeyboardEvent): boolean => {
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      keys.onMenu();
      return true;
    }
    if (typeAhead.goOn(event)) return true;
    if (event.key === '#' && row !== undefined) {
      keys.onThreads(row);
      return true;
    }
    if (event.key === '*') return foldSiblings();
    return choose(event.key) || walk(event.key) || typeAhead.begin(event);
  };

  return (event) => {
    // The buttons of the header have keys of their own.
    if (event.altKey || event.target !== event.currentTarget) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() === 'c') keys.onCopy();
    } else if (act(event)) event.preventDefault();
  };
}
