/**
 * How much a card says at a zoom. Near: name, pid and detail. Further off the second line fades and the name grows
 * against the card, so that it stays legible as long as it can. Far: a dot with the state's shape.
 */

export const FAR_SCALE = 0.2;
/** The second line is gone below the first and complete above the second. */
const DETAIL_FADE = [0.46, 0.56] as const;
const NAME_SIZE = { least: 13, most: 27 };
/** CSS pixels the name keeps as long as the card has room. */
const LEGIBLE_PIXELS = 10;

export interface DetailLevel {
  /** Scene units. */
  readonly nameSize: number;
  /** Of the second line, the chevron and the label. */
  readonly detailAlpha: number;
}

export function detailAt(k: number): DetailLevel {
  const wanted = Math.round((LEGIBLE_PIXELS / k) * 2) / 2;
  const [from, to] = DETAIL_FADE;
  return {
    nameSize: Math.min(NAME_SIZE.most, Math.max(NAME_SIZE.least, wanted)),
    detailAlpha: Math.min(1, Math.max(0, (k - from) / (to - from))),
  };
}
