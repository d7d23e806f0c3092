/**
 * A list that only grows at its end and shrinks at its start, as a value: older versions of it stay what they were.
 * Versions share one array. The newest version may push to it, because older ones never look beyond their own end; any
 * other version copies first.
 */
export interface Moment {
  readonly seq: number;
  readonly at: number;
}

export interface Series<Item extends Moment = Moment> {
  readonly items: Item[];
  readonly start: number;
  readonly end: number;
}

export function emptySeries<Item extends Moment>(): Series<Item> {
  return { items: [], start: 0, end: 0 };
}

export function grow<Item extends Moment>(series: Series<Item>, more: readonly Item[]): Series<Item> {
  if (more.length === 0) return series;
  const isNewest = series.items.length === series.end;
  const items = isNewest ? series.items : series.items.slice(0, series.end);
  for (const item of more) items.push(item);
  return { items, start: series.start, end: items.length };
}

/** So many forgotten items may stay in the array before it is copied without them. */
const SLACK = 4_096;

/** Without the items before event `seq`. */
export function dropBefore<Item extends Moment>(series: Series<Item>, seq: number): Series<Item> {
  const start = lowerBound(series, (item) => item.seq >= seq);
  if (start === series.start) return series;
  if (start < SLACK || start < series.end / 2) return { ...series, start };
  const items = series.items.slice(start, series.end);
  return { items, start: 0, end: items.length };
}

/** What is counted along: time (`at`) or steps (`seq`). */
export type Axis = keyof Moment;

/** How many lie at or after `from` and before `to` on the axis. */
export function countBetween(series: Series, axis: Axis, from: number, to: number): number {
  return indexAt(series, axis, to) - indexAt(series, axis, from);
}

/** Index into `items` of the first at or after `place`. */
function indexAt(series: Series, axis: Axis, place: number): number {
  return lowerBound(series, (item) => item[axis] >= place);
}

function lowerBound<Item extends Moment>(series: Series<Item>, isThere: (item: Item) => boolean): number {
  let low = series.start;
  let high = series.end;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = series.items[middle];
    if (item !== undefined && isThere(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}
