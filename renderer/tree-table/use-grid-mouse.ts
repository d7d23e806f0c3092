import type { MouseEvent } from 'react';
import { useAppStore } from '../store/use-app';
import type { Picking } from '../tree-view/picking';
import type { Row } from './build-rows';
import { processIdOf } from './table-row';

interface GridMouse {
  readonly onClick: (event: MouseEvent) => void;
  readonly onContextMenu: (event: MouseEvent) => void;
}

/** A click selects, on the arrow it folds; the other button opens the menu. */
export function useGridMouse(
  rows: readonly Row[],
  onRow: (key: string) => void,
  openMenu: (row: Row, x: number, y: number) => void,
  picking: Picking | undefined,
): GridMouse {
  const store = useAppStore();
  const rowAt = (target: Element) => {
    const key = target.closest<HTMLElement>('[data-key]')?.dataset.key;
    return rows.find((row) => row.key === key);
  };
  return {
    onClick: ({ target }) => {
      if (!(target instanceof Element)) return;
      const row = rowAt(target);
      if (row === undefined) return;
      onRow(row.key);
      const isFold = row.kind === 'process' && target.closest('[data-part="fold"]') !== null;
      if (isFold) store.getState().setFolded(row.key, !row.folded);
      else {
        store.getState().select(processIdOf(row));
        picking?.pick(processIdOf(row));
      }
    },
    onContextMenu: (event) => {
      const row = event.target instanceof Element ? rowAt(event.target) : undefined;
      if (row === undefined) return;
      event.preventDefault();
      onRow(row.key);
      openMenu(row, event.clientX, event.clientY);
    },
  };
}
