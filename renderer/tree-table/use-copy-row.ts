import { type ClipboardEvent, type RefObject, useRef } from 'react';
import type { Row } from './build-rows';
import { type CellContext, cellText, threadText } from './cell-text';
import type { ColumnId } from './columns';

interface CopyRow {
  readonly onCopy: (event: ClipboardEvent) => void;
  /** Copies a text, or the row. */
  readonly write: (text: string | 'row') => void;
}

/**
 * Ctrl+C copies the active row, its cells set apart by tabs as spreadsheets want them. By the browser's own copy event:
 * that needs no permission, and works wherever copying works.
 */
export function useCopyRow(
  grid: RefObject<HTMLElement | null>,
  row: Row | undefined,
  columns: readonly ColumnId[],
  context: CellContext,
): CopyRow {
  const wanted = useRef<string>(undefined);
  return {
    onCopy: (event) => {
      const text = wanted.current ?? (row === undefined ? undefined : rowText(row, columns, context));
      if (text === undefined) return;
      event.clipboardData.setData('text/plain', text);
      event.preventDefault();
    },
    write: (text) => {
      wanted.current = text === 'row' ? undefined : text;
      grid.current?.focus();
      document.execCommand('copy');
      wanted.current = undefined;
    },
  };
}

export function rowText(row: Row, columns: readonly ColumnId[], context: CellContext): string {
  if (row.kind === 'note') return '';
  const shown = columns.filter((id) => id !== 'history');
  const cells = shown.map((id) => (row.kind === 'process' ? cellText(id, row, context) : threadText(id, row, context)));
  return cells.join('\t');
}
