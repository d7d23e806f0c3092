import { expect, test } from 'vitest';
import { panStretch, revealIn, stretchOf, ticksIn, zoomStretch } from './stretch';

const whole = { from: 100_000, to: 106_000 };

test('a timeline of six seconds has room before it, and one comes closer to it at the first press', () => {
  const shown = stretchOf({ length: 'all', end: 'latest' }, whole, 'at', true);
  expect(shown.to - shown.from).toBe(30_000);
  const choice = zoomStretch(shown, whole, 'at', 2, whole.to);
  expect(choice).toEqual({ length: 3_000, end: 'latest' });
  expect(stretchOf(choice, whole, 'at', true)).toEqual({ from: 103_000, to: 106_000 });
});

test('zooming keeps its place under the pointer, never comes closer than half a second, and opens to all again', () => {
  const shown = { from: 101_000, to: 105_000 };
  const choice = zoomStretch(shown, whole, 'at', 2, 102_000);
  const closer = stretchOf(choice, whole, 'at', false);
  expect((102_000 - closer.from) / (closer.to - closer.from)).toBeCloseTo(0.25);
  expect(zoomStretch(shown, whole, 'at', 1e6, 102_000).length).toBe(500);
  expect(zoomStretch(shown, whole, 'at', 0.1, 102_000)).toEqual({ length: 'all', end: 'latest' });
});

test('moves as little as shows a place, and never beyond the ends', () => {
  const shown = { from: 101_000, to: 103_000 };
  expect(revealIn(shown, whole, 102_000)).toBeUndefined();
  expect(revealIn(shown, whole, 104_000)).toEqual({ length: 2_000, end: 104_200 });
  expect(panStretch(shown, whole, -1e9)).toEqual({ length: 2_000, end: 102_000 });
  expect(panStretch(shown, whole, 1e9)).toEqual({ length: 2_000, end: 'latest' });
});

test('ticks are round and far enough apart', () => {
  expect(ticksIn({ from: 100_300, to: 106_000 }, 'at', 600, 100)).toEqual([
    101_000, 102_000, 103_000, 104_000, 105_000, 106_000,
  ]);
  expect(ticksIn({ from: 0, to: 146 }, 'seq', 1_260, 110)).toEqual([0, 20, 40, 60, 80, 100, 120, 140]);
});
