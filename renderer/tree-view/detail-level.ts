/**
 * How much a card says at a zoom. Very near: user, age, memory and children too. Near: name, pid and detail. Further
 * off the second line fades and the name grows against the card, so that it stays legible as long as it can. Far: a dot
 * with the state's shape.
 */
import type { LayoutKind } from '#shared/layout/scene';

/** Below, there are dots; the areas of an icicle are never too small for what they have to say. */
const farScales: { readonly [Kind in LayoutKind]: number } = { right: 0.2, down: 0.2, radial: 0.3, icicle: 0 };
/** Going out, the second line fades within the first span; then, within the second, the name moves to the middle. */
const DETAIL_SPAN = [0.6, 0.64] as const;
const LIFT_SPAN = [0.53, 0.6] as const;
/** Going in, the lines move together to make room for two more. */
const CLOSE_SPAN = [1.25, 1.5] as const;
/** Scene units. */
const NAME_SIZE = { least: 13, most: 27, close: 11 };
const DETAIL_SIZE = { least: 11, most: 13.5, close: 8 };
const MORE_SIZE = 7.5;
/** CSS pixels that the letters keep as long as the card has room. */
const NAME_PIXELS = 10.5;
const DETAIL_PIXELS = 9;

export interface DetailLevel {
  /** Letter sizes in scene units. */
  readonly nameSize: number;
  readonly detailSize: number;
  readonly moreSize: number;
  /** Of the second line, the chevron and the label. */
  readonly detailAlpha: number;
  /** 1: the name makes room for a second line; 0: it stands in the middle. */
  readonly lift: number;
  /** 1: both make room for two more lines. */
  readonly close: number;
  /** One CSS pixel, where the card's own line would be thinner. */
  readonly hairline: number;
}

export function isFar(k: number, layout: LayoutKind): boolean {
  return k < farScales[layout];
}

export function detailAt(k: number): DetailLevel {
  const close = shareOf(CLOSE_SPAN, k);
  return {
    nameSize: sizeFor(NAME_PIXELS / k, NAME_SIZE) + (NAME_SIZE.close - NAME_SIZE.least) * close,
    detailSize: sizeFor(DETAIL_PIXELS / k, DETAIL_SIZE) + (DETAIL_SIZE.close - DETAIL_SIZE.least) * close,
    moreSize: MORE_SIZE,
    detailAlpha: shareOf(DETAIL_SPAN, k),
    lift: shareOf(LIFT_SPAN, k),
    close,
    hairline: Math.max(1, 1 / k),
  };
}

/** In half units, so that zooming needs few fonts. */
function sizeFor(wanted: number, { least, most }: { readonly least: number; readonly most: number }): number {
  return Math.min(most, Math.max(least, Math.round(wanted * 2) / 2));
}

function shareOf([from, to]: readonly [number, number], k: number): number {
  return Math.min(1, Math.max(0, (k - from) / (to - from)));
}
