import { type KeyboardEvent, useRef } from 'react';
import { useApp, useAppStore } from '../store/use-app';
import type { Row } from './build-rows';
import { findRow, moveInTable } from './table-keys';
import { processIdOf } from './table-row';

/** Letters typed within this time make one prefix. */
const TYPING_MS = 700;
/** Begins no name: it holds the picture still, wherever the focus is. */
const PAUSE_KEY = 'p';

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
  const typed = useRef({ text: '', at: 0 });
  const { rows, active, goTo } = keys;
  const row = rows[active];

  const type = (key: string, at: number): boolean => {
    const text = at - typed.current.at < TYPING_MS ? typed.current.text : '';
    if ([...key].length !== 1 || (text === '' && (key.toLowerCase() === PAUSE_KEY || !/[\p{L}\d]/u.test(key))))
      return false;
    typed.current = { text: text + key, at };
    const found = findRow(rows, active, typed.current.text);
    if (found !== undefined) goTo(found.key);
    return found !== undefined;
  };

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
    if (event.key === '#' && row !== undefined) {
      keys.onThreads(row);
      return true;
    }
    if (event.key === '*') return foldSiblings();
    return choose(event.key) || walk(event.key) || type(event.key, event.timeStamp);
  };

  return (event) => {
    // The buttons of the header have keys of their own.
    if (event.altKey || event.target !== event.currentTarget) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() === 'c') keys.onCopy();
    } else if (act(event)) event.preventDefault();
  };
}
