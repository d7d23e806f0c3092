/**
 * Left to right: depth is the column, and a parent stands in the row of its first child.
 *
 *   systemd ── bash ── make ── cc1
 *           │               └─ cc1
 *           │  ⤴ orphan · was 4120      (a row with an orphan has room for its label)
 *           └─ sleep
 *
 * The centred "tidy" tree (Reingold and Tilford 1981) looks balanced once, but each birth moves every ancestor. Here a
 * newborn, always the youngest sibling, only pushes down what lies below it; nothing else moves. Top down is the same,
 * turned: depth is the row, and a parent stands in the column of its first child.
 */
import type { OutlineItem } from '#shared/layout/outline-tree';
import { CARD_HEIGHT, CARD_WIDTH, LABEL_HEIGHT, type SceneBox } from '#shared/layout/scene';

const COLUMN = CARD_WIDTH + 48;
const ROW = CARD_HEIGHT + 12;

export function placeToRight(items: readonly OutlineItem[]): readonly SceneBox[] {
  const tracks = tracksOf(items);
  const tops = rowTops(items, tracks);
  return items.map(({ level }, index) => ({
    x: (level - 1) * COLUMN,
    y: tops[tracks[index] ?? 0] ?? 0,
    width: CARD_WIDTH,
    height: CARD_HEIGHT,
    angle: 0,
    outward: 'right',
  }));
}

/** Narrower: side by side, width is what there is least of. */
const NARROW_WIDTH = 160;
const NARROW_COLUMN = NARROW_WIDTH + 16;
const TALL_ROW = CARD_HEIGHT + 60;

export function placeDown(items: readonly OutlineItem[]): readonly SceneBox[] {
  const tracks = tracksOf(items);
  return items.map(({ level }, index) => ({
    x: (tracks[index] ?? 0) * NARROW_COLUMN,
    y: (level - 1) * TALL_ROW,
    width: NARROW_WIDTH,
    height: CARD_HEIGHT,
    angle: 0,
    outward: 'bottom',
  }));
}

/** For each item its row (or column): a leaf takes a new one, a parent shares that of its first child. */
export function tracksOf(items: readonly OutlineItem[]): readonly number[] {
  let track = 0;
  return items.map(({ isLeaf }) => {
    const own = track;
    if (isLeaf) track += 1;
    return own;
  });
}

/** The tops of the cards of each row. An orphan's room stays when it has died, so that its death moves nothing. */
function rowTops(items: readonly OutlineItem[], rows: readonly number[]): readonly number[] {
  const labelled = new Set<number>();
  for (let index = 0; index < items.length; index += 1) {
    if (items[index]?.process.adoptions.length !== 0) labelled.add(rows[index] ?? 0);
  }
  const tops: number[] = [];
  let bottom = 0;
  for (let row = 0; row <= (rows.at(-1) ?? -1); row += 1) {
    const top = bottom + (labelled.has(row) ? LABEL_HEIGHT : 0);
    tops.push(top);
    bottom = top + ROW;
  }
  return tops;
}
