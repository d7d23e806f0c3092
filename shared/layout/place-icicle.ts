/**
 * Areas: depth is the column, and the height is in proportion to what a process and all below it use, so that a busy
 * subtree is seen before its name is read. Order is that of the tree, not of size: it stays while values change.
 *
 *   ┌─────────┬────────┬──────┐
 *   │ systemd │ bash   │ make │
 *   │         │        ├──────┤
 *   │         ├────────┘ own use of bash: no child beside it
 *   │         │ sshd   │
 *   └─────────┴────────┘
 */
import { type OutlineItem, ownSums } from '#shared/layout/outline-tree';
import type { IcicleMeasure, SceneBox } from '#shared/layout/scene';

const COLUMN = 136;
const HEIGHT = { least: 560, each: 14, most: 8_000 };
/** So much of the height is shared evenly among all, so that the idle can be found too. */
const EVEN_SHARE = 0.2;

export function placeIcicle(items: readonly OutlineItem[], by: IcicleMeasure): readonly SceneBox[] {
  const leaves = items.filter(({ isLeaf }) => isLeaf).length;
  const height = Math.min(HEIGHT.most, Math.max(HEIGHT.least, leaves * HEIGHT.each));
  const shares = sharesOf(items, by);
  /** Where the next child of each begins; of the roots, `nextRoot`. */
  const nextTops: number[] = [];
  let nextRoot = 0;
  return items.map(({ level, parent }, index) => {
    const top = nextTops[parent] ?? nextRoot;
    const share = shares[index] ?? 0;
    if (parent === -1) nextRoot = top + share;
    else nextTops[parent] = top + share;
    nextTops[index] = top;
    return {
      x: (level - 1) * COLUMN,
      y: top * height,
      width: COLUMN,
      height: share * height,
      angle: 0,
      outward: 'right',
    };
  });
}

/** Of one, for each item with all that is below it. A parent comes before its children, so from the end sums are complete. */
function sharesOf(items: readonly OutlineItem[], by: IcicleMeasure): readonly number[] {
  const values = ownSums(items).map(({ cpu, rssBytes }) => (by === 'cpu' ? cpu : rssBytes) ?? 0);
  const total = values.reduce((sum, value) => sum + value, 0);
  const even = 1 / Math.max(1, items.length);
  const shares = values.map((value) => (total === 0 ? even : (value / total) * (1 - EVEN_SHARE) + even * EVEN_SHARE));
  for (let index = items.length - 1; index >= 0; index -= 1) {
    const parent = items[index]?.parent ?? -1;
    if (parent !== -1) shares[parent] = (shares[parent] ?? 0) + (shares[index] ?? 0);
  }
  return shares;
}
