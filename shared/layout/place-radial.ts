/**
 * Rings: the first root in the middle, depth is the ring, and the leaves share the circle, clockwise from the top. A
 * parent stands at the angle of its first child, so that a birth moves only what comes after it on the circle. The
 * circle is cut into more slots than there are leaves; only when those run out, and at no other time, does it grow.
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

export function placeRadial(items: readonly OutlineItem[]): readonly SceneBox[] {
  const tracks = tracksOf(items);
  const slots = slotsFor((tracks.at(-1) ?? -1) + 1);
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

/** A ladder of steps by a sixth to a quarter: room for births, without a great gap in the circle. */
function slotsFor(leaves: number): number {
  let slots = LEAST_SLOTS;
  while (slots < leaves) slots += Math.max(2, 2 ** (Math.floor(Math.log2(slots)) - 2));
  return slots;
}
