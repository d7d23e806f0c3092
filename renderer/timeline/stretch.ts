/** The stretch of a timeline that the strip shows, on the axis of time (milliseconds since the epoch) or of steps. */
import type { Axis } from '#shared/timeline/series';

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What a person chose: how much, and where it ends; `latest` moves along with what happens. */
export interface StretchChoice {
  readonly length: number | 'all';
  readonly end: number | 'latest';
}

/** No closer than this: half a second, ten steps. */
const LEAST: { readonly [A in Axis]: number } = { at: 500, seq: 10 };
/** What happens live opens with the last minutes. */
export const USUAL_LENGTH_MS = 5 * 60_000;
/** A timeline that has just begun is not stretched over all of the strip. */
const YOUNG: { readonly [A in Axis]: number } = { at: 30_000, seq: 20 };

export function stretchOf(choice: StretchChoice, whole: Stretch, axis: Axis, isGrowing: boolean): Stretch {
  const to = choice.end === 'latest' ? whole.to : Math.min(whole.to, choice.end);
  const least = isGrowing ? YOUNG[axis] : LEAST[axis];
  const length = choice.length === 'all' ? whole.to - whole.from : choice.length;
  const longest = Math.max(least, whole.to - whole.from);
  return { from: to - Math.max(LEAST[axis], Math.min(length, longest), choice.length === 'all' ? least : 0), to };
}

/** Zooms by `factor` (2: twice as close) and keeps `anchor` where it is on the strip. */
export function zoomStretch(shown: Stretch, whole: Stretch, axis: Axis, factor: number, anchor: number): StretchChoice {
  // A young timeline is shown with room before its beginning, and that is nothing to come closer to.
  const now = Math.min(shown.to - shown.from, whole.to - whole.from);
  const length = Math.max(LEAST[axis], now / factor);
  if (length >= whole.to - whole.from) return { length: 'all', end: 'latest' };
  const share = (shown.to - anchor) / (shown.to - shown.from);
  return { length, end: endWithin(anchor + share * length, length, whole) };
}

export function panStretch(shown: Stretch, whole: Stretch, by: number): StretchChoice {
  const length = shown.to - shown.from;
  return { length, end: endWithin(shown.to + by, length, whole) };
}

/** Moves the stretch as little as makes it show `place`. */
export function revealIn(shown: Stretch, whole: Stretch, place: number): StretchChoice | undefined {
  if (place >= shown.from && place <= shown.to) return undefined;
  const length = shown.to - shown.from;
  const margin = length / 10;
  return { length, end: endWithin(place < shown.from ? place - margin + length : place + margin, length, whole) };
}

function endWithin(end: number, length: number, whole: Stretch): number | 'latest' {
  if (end >= whole.to) return 'latest';
  return Math.max(end, Math.min(whole.to, whole.from + length));
}

const niceMs = [
  100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000,
  3_600_000, 7_200_000, 21_600_000, 43_200_000, 86_400_000,
];

/** Round places on the axis, at least `leastPixels` apart on a strip of this width. */
export function ticksIn({ from, to }: Stretch, axis: Axis, width: number, leastPixels: number): readonly number[] {
  const least = ((to - from) * leastPixels) / Math.max(1, width);
  const step =
    axis === 'at'
      ? (niceMs.find((one) => one >= least) ?? Math.ceil(least / 86_400_000) * 86_400_000)
      : niceCount(least);
  // Time zones are whole minutes apart from UTC, nearly all whole quarters of an hour: ticks fall on round local times up to there.
  const first = Math.ceil(from / step) * step;
  return Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, index) => first + index * step);
}

function niceCount(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= least) ?? power * 10;
}
