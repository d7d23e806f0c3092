import { expect, test } from 'vitest';
import { describeCapabilities } from '#shared/inspect/capability-set';

const LAST = 40;
const all = Array.from({ length: LAST + 1 }, (_, bit) => bit);
const without = (...missing: readonly number[]) => all.filter((bit) => !missing.includes(bit));

test('all are all only when none lacks, and then as many as the kernel has', () => {
  expect(describeCapabilities(all, LAST)).toEqual({ kind: 'all', count: 41 });
  expect(describeCapabilities(without(25), LAST)).toEqual({ kind: 'all-but', missing: [25] });
  expect(describeCapabilities(all.slice(0, 38), 37)).toEqual({ kind: 'all', count: 38 });
});

test('where many lack, those that are there are listed', () => {
  const held = without(1, 2, 3, 4, 5, 6);
  expect(describeCapabilities(held, LAST)).toEqual({ kind: 'some', held });
  expect(describeCapabilities([], LAST)).toEqual({ kind: 'some', held: [] });
  expect(describeCapabilities([0], 1)).toEqual({ kind: 'some', held: [0] });
});

test('where the kernel does not tell how many it has, nothing is called all', () => {
  expect(describeCapabilities(all, undefined)).toEqual({ kind: 'some', held: all });
});
