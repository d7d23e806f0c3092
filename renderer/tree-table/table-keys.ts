/** The keyboard's way through the rows, as the ARIA treegrid pattern has it. Pure: a key and a place give a move. */
import type { ProcessId } from '#shared/model/process';
import type { Row } from './build-rows';

export type TableMove =
  | { readonly kind: 'go'; readonly to: string }
  | { readonly kind: 'fold'; readonly id: ProcessId; readonly folded: boolean };

/** `page`: rows that fit into the window. */
export function moveInTable(rows: readonly Row[], from: number, key: string, page: number): TableMove | undefined {
  const last = rows.length - 1;
  switch (key) {
    case 'ArrowDown':
      return goTo(rows[Math.min(last, from + 1)]);
    case 'ArrowUp':
      return goTo(rows[Math.max(0, from - 1)]);
    case 'PageDown':
      return goTo(rows[Math.min(last, from + page)]);
    case 'PageUp':
      return goTo(rows[Math.max(0, from - page)]);
    case 'Home':
      return goTo(rows[0]);
    case 'End':
      return goTo(rows[last]);
    case 'ArrowLeft':
      return outwards(rows, from);
    case 'ArrowRight':
      return inwards(rows, from);
    default:
      return undefined;
  }
}

/** The next row after `from`, round the end, whose name starts with what was typed. A repeated letter goes on. */
export function findRow(rows: readonly Row[], from: number, typed: string): Row | undefined {
  const letters = new Set(typed);
  const prefix = (letters.size === 1 ? (typed[0] ?? '') : typed).toLocaleLowerCase();
  // While a longer prefix is typed, the present row may go on matching it.
  const first = Math.max(0, prefix.length > 1 ? from : from + 1);
  for (let step = 0; step < rows.length; step += 1) {
    const row = rows[(first + step) % rows.length];
    if (row?.kind === 'process' && row.process.name.toLocaleLowerCase().startsWith(prefix)) return row;
  }
  return undefined;
}

function outwards(rows: readonly Row[], from: number): TableMove | undefined {
  const row = rows[from];
  if (row === undefined) return undefined;
  if (row.kind === 'process' && row.childCount > 0 && !row.folded) return { kind: 'fold', id: row.key, folded: true };
  // The parent is the nearest row above that is one level further out.
  for (let at = from - 1; at >= 0; at -= 1) {
    const above = rows[at];
    if (above !== undefined && above.level < row.level) return goTo(above);
  }
  return undefined;
}

function inwards(rows: readonly Row[], from: number): TableMove | undefined {
  const row = rows[from];
  if (row?.kind !== 'process' || row.childCount === 0) return undefined;
  return row.folded ? { kind: 'fold', id: row.key, folded: false } : goTo(rows[from + 1]);
}

function goTo(row: Row | undefined): TableMove | undefined {
  return row === undefined ? undefined : { kind: 'go', to: row.key };
}
