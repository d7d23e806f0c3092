/**
 * Rings: the first root in the middle, depth is the ring, and the leaves share the circle, clockwise from the top. A
 * parent stands at the angle of its first child, so that a birth moves only what comes after it on the circle. The
 * circle is cut into more slots than there are leaves; it grows when those run out, and shrinks when a third is free.
 *
 *            ╱ bash ─ make
 *   systemd ─── cron
 *            ╲ sshd ─ sshd
 */
import type { OutlineItem } from '#shared/layout/outline-tree';
import { tracksOf } from '#shared/layout/place-rows';
import type { SceneBox } from '#shared/layout/scene';

const WIDTH = 136;
const HEIGHT = 24;
const RING = WIDTH + 44;
/** Along the first ring, where it is narrowest. */
const SLOT = HEIGHT + 5;
const LEAST_RADIUS = WIDTH / 2 + 56;

/** `slots`: as `slotsOnCircle` has counted them for these items. */
export function placeRadial(items: readonly OutlineItem[], slots: number): readonly SceneBox[] {
  const tracks = tracksOf(items);
  const innermost = Math.max(LEAST_RADIUS, (slots * SLOT) / (2 * Math.PI));
  const rings: number[] = [];
  return items.map(({ parent }, index) => {
    const ring = index === 0 ? 0 : parent === -1 ? 1 : (rings[parent] ?? 0) + 1;
    rings.push(ring);
    if (ring === 0) return { x: -WIDTH / 2, y: -HEIGHT / 2, width: WIDTH, height: HEIGHT, angle: 0, outward: 'right' };
    return onRing(((tracks[index] ?? 0) / slots) * 2 * Math.PI, innermost + (ring - 1) * RING);
  });
}

/** Lies along the spoke and can always be read from the left: on the left half its end is where the root is. */
function onRing(turn: number, radius: number): SceneBox {
  const middle = radius + WIDTH / 2;
  const x = Math.sin(turn) * middle;
  const y = -Math.cos(turn) * middle;
  const isLeft = turn > Math.PI + 1e-9;
  return {
    x: x - WIDTH / 2,
    y: y - HEIGHT / 2,
    width: WIDTH,
    height: HEIGHT,
    angle: turn - Math.PI / 2 - (isLeft ? Math.PI : 0),
    outward: isLeft ? 'left' : 'right',
  };
}

const LEAST_SLOTS = 12;
/** With fewer leaves to a slot the circle shrinks. Far from full, so that one leaf more or less moves nothing. */
const LEAST_SHARE = 2 / 3;

/** `before`: how many there were in the picture before; without, what the leaves need. */
export function slotsOnCircle(items: readonly OutlineItem[], before = 0): number {
  const leaves = items.reduce((count, { isLeaf }) => count + (isLeaf ? 1 : 0), 0);
  const needed = slotsFor(leaves);
  return needed < before && leaves > before * LEAST_SHARE ? before : needed;
}

/** A ladder of steps by a sixth to a quarter: room for births, without a great gap in the circle. */
function slotsFor(leaves: number): number {
  let slots = LEAST_SLOTS;
  while (slots < leaves) slots += Math.max(2, 2 ** (Math.floor(Math.log2(slots)) - 2));
  return slots;
}
