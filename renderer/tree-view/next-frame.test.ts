import { expect, test } from 'vitest';
import { nextFrameIn } from './next-frame';

const rest = { moving: false, fading: false, ageing: false };
const outlook = { unrest: rest, restsIn: -100, isFrozen: false, time: 10_250 };

test('a picture at rest is not drawn again', () => {
  expect(nextFrameIn(outlook)).toBe(Number.POSITIVE_INFINITY);
});

test('what moves in sight is drawn frame by frame, what moves out of sight once more at its end', () => {
  expect(nextFrameIn({ ...outlook, unrest: { ...rest, moving: true }, restsIn: 200 })).toBe(0);
  expect(nextFrameIn({ ...outlook, restsIn: 200 })).toBe(200);
});

test('a fade goes in steps, an age in whole seconds', () => {
  expect(nextFrameIn({ ...outlook, unrest: { ...rest, ageing: true } })).toBe(750);
  const steps = nextFrameIn({ ...outlook, unrest: { ...rest, fading: true, ageing: true } });
  expect(steps).toBeGreaterThan(16);
  expect(steps).toBeLessThan(200);
});

test('in a still picture nothing fades or ages', () => {
  const unrest = { moving: false, fading: true, ageing: true };
  expect(nextFrameIn({ ...outlook, unrest, isFrozen: true })).toBe(Number.POSITIVE_INFINITY);
});
