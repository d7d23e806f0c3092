/**
 * A list of moments that only grows at its end and shrinks at its start, as a value: older versions of it stay what they
 * were. Versions share their columns. The newest version may push to them, because older ones never look beyond their own
 * end; any other version copies first. Columns of numbers, and not objects, because there may be millions.
 */
export interface Moment {
  readonly seq: number;
  readonly at: number;
}

/** What is counted along: time (`at`) or steps (`seq`). */
export type Axis = keyof Moment;

export interface Series {
  readonly columns: { readonly [A in Axis]: number[] };
  readonly start: number;
  readonly end: number;
}

export function emptySeries(): Series {
  return { columns: { seq: [], at: [] }, start: 0, end: 0 };
}

export function grow(series: Series, more: readonly Moment[]): Series {
  if (more.length === 0) return series;
  const isNewest = series.columns.seq.length === series.end;
  const columns = isNewest ? series.columns : sliceOf(series, 0);
  for (const { seq, at } of more) {
    columns.seq.push(seq);
    columns.at.push(at);
  }
  return { columns, start: series.start, end: columns.seq.length };
}

function sliceOf({ columns, end }: Series, start: number): Series['columns'] {
  return { seq: columns.seq.slice(start, end), at: columns.at.slice(start, end) };
}

/** So many forgotten moments may stay in the columns before these are copied without them. */
const SLACK = 4_096;

/** Without the moments before event `seq`. */
export function dropBefore(series: Series, seq: number): Series {
  const start = indexAt(series, 'seq', seq);
  if (start === series.start) return series;
  if (start < SLACK || start < series.end / 2) return { ...series, start };
  const columns = sliceOf(series, start);
  return { columns, start: 0, end: columns.seq.length };
}

/** How many lie at or after `from` and before `to` on the axis. */
export function countBetween(series: Series, axis: Axis, from: number, to: number): number {
  return indexAt(series, axis, to) - indexAt(series, axis, from);
}

/** Index into the columns of the first at or after `place`. */
function indexAt({ columns, start, end }: Series, axis: Axis, place: number): number {
  const column = columns[axis];
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((column[middle] ?? Number.POSITIVE_INFINITY) >= place) high = middle;
    else low = middle + 1;
  }
  return low;
}
