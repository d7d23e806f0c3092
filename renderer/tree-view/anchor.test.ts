import { expect, test } from 'vitest';
import { layoutTree } from '#shared/layout/layout-tree';
import { death, grown, idOf, noFolds, record, sceneOf, tableOf, treeOf } from '#shared/tree/trees.fixture';
import { chooseAnchor } from './anchor';
import { stillMotion } from './animate-scene';

const family = tableOf(record(1, 0), record(10, 1), record(11, 10), record(20, 1), record(21, 20));
const motion = stillMotion(sceneOf(family));
const next = layoutTree(treeOf(grown(family, death(family, 10, 1)), { ghostsMs: -1 }), noFolds);
const everything = { left: 0, top: 0, right: 800, bottom: 200 };
const choose = (hold: number | undefined, view = everything, scene = next) =>
  chooseAnchor(motion, scene, [undefined, hold === undefined ? undefined : idOf(hold)], view, 0);

test('what the person holds on to is the anchor', () => {
  expect(choose(20)).toBe(idOf(20));
  expect(choose(11)).toBe(idOf(11));
});

test('if it is gone, its parent takes over', () => {
  const withoutLeaf = sceneOf({ ...family, living: new Map([...family.living].filter(([id]) => id !== idOf(21))) });
  expect(choose(21, everything, withoutLeaf)).toBe(idOf(20));
});

test('without a hold in sight it is the beginning of the tree, if that is', () => {
  expect(choose(undefined)).toBe(idOf(1));
  expect(choose(21, { ...everything, right: 450 })).toBe(idOf(1));
});

test('else it is what is nearest to the middle', () => {
  const lowerRight = { left: 400, top: 40, right: 700, bottom: 120 };
  expect(choose(undefined, lowerRight)).toBe(idOf(21));
  expect(choose(1, lowerRight)).toBe(idOf(21));
});

test('a ghost, or who is about to travel to an adopter, is not taken for the middle', () => {
  const upperRight = { left: 400, top: -60, right: 700, bottom: 20 };
  expect(choose(undefined, upperRight)).not.toBe(idOf(11));
  expect(choose(undefined, upperRight)).not.toBe(idOf(10));
});
