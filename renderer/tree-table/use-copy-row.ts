import { useRequests } from '../ipc/requests-context';
import type { Row } from './build-rows';
import { type CellContext, cellText, threadText } from './cell-text';
import type { ColumnId } from './columns';

/** Copies a text, or the active row: its cells set apart by tabs, as spreadsheets want them. */
export function useCopyRow(
  row: Row | undefined,
  columns: readonly ColumnId[],
  context: CellContext,
): (text?: string) => void {
  const app = useRequests();
  return (text = row === undefined ? '' : rowText(row, columns, context)) => {
    if (text !== '') void app.request('action:copy', { text });
  };
}

function rowText(row: Row, columns: readonly ColumnId[], context: CellContext): string {
  if (row.kind === 'note') return '';
  const shown = columns.filter((id) => id !== 'history');
  const cells = shown.map((id) => (row.kind === 'process' ? cellText(id, row, context) : threadText(id, row, context)));
  return cells.join('\t');
}
