import { expect, test } from 'vitest';
import { idOf, record, sceneOf, tableOf } from '#shared/tree/trees.fixture';
import { itemsInView, MOST_ITEMS } from './items-in-view';

const scene = sceneOf(tableOf(record(1, 0), ...Array.from({ length: 900 }, (_, index) => record(100 + index, 1))));
const start = { left: 0, top: 0, right: 1_000, bottom: 700 };
const none = new Set<undefined>();

test('of a large tree, those in the bounds, in reading order', () => {
  const pids = itemsInView(scene, start, none).map(({ process }) => process.pid);
  expect(pids.slice(0, 3)).toEqual([1, 100, 101]);
  expect(pids.length).toBeLessThan(20);
});

test('those to keep are among them wherever they are, in their place', () => {
  const pids = itemsInView(scene, start, new Set([idOf(999), undefined])).map(({ process }) => process.pid);
  expect(pids.at(-1)).toBe(999);
});

test('when the bounds hold too many, those nearest to the middle', () => {
  const items = itemsInView(scene, { ...start, bottom: 100_000 }, new Set([idOf(999)]));
  expect(items).toHaveLength(MOST_ITEMS);
  expect(items.map(({ y }) => y)).toEqual(items.map(({ y }) => y).toSorted((a, b) => a - b));
});

test('all of a small tree', () => {
  const small = sceneOf(tableOf(record(1, 0), record(10, 1), record(11, 1)));
  expect(itemsInView(small, { left: 9_000, top: 0, right: 9_001, bottom: 1 }, none)).toHaveLength(3);
});
