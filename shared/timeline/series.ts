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

/** Moments as numbers below each other, in their order. */
export type Columns = { readonly [A in Axis]: number[] };

export interface Series {
  readonly columns: Columns;
  readonly start: number;
  readonly end: number;
}

export function emptySeries(): Series {
  return { columns: emptyColumns(), start: 0, end: 0 };
}

export function emptyColumns(): Columns {
  return { seq: [], at: [] };
}

export function pushMoment({ seq, at }: Columns, moment: Moment): void {
  seq.push(moment.seq);
  at.push(moment.at);
}

export function grow(series: Series, more: Columns): Series {
  const count = more.seq.length;
  if (count === 0) return series;
  const isNewest = series.columns.seq.length === series.end;
  const columns = isNewest ? series.columns : sliceOf(series, 0);
  for (let row = 0; row < count; row++) {
    columns.seq.push(more.seq[row] as number);
    columns.at.push(more.at[row] as number);
  }
  return { columns, start: series.start, end: columns.seq.length };
}

function sliceOf({ columns, end }: Series, start: number): Columns {
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
