import { expect, test } from 'vitest';
import type { Scene } from '#shared/layout/scene';
import type { ProcessRecord } from '#shared/model/process';
import { idOf, noFolds, record, sceneOf, tableOf } from '#shared/tree/trees.fixture';
import { coverOf } from './box';
import { firstView } from './first-view';
import { contains, type ViewTransform, visibleBounds } from './view-transform';

const size = { width: 1_000, height: 700 };
const ME = 1_000;

const fan = (parent: number, first: number, count: number, more: Partial<ProcessRecord> = {}) =>
  Array.from({ length: count }, (_, index) => record(first + index, parent, more));

const chain = (first: number, parent: number, count: number, more: Partial<ProcessRecord> = {}) =>
  Array.from({ length: count }, (_, index) => record(first + index, index === 0 ? parent : first + index - 1, more));

function pidsInSight(scene: Scene, view: ViewTransform): readonly number[] {
  const sight = visibleBounds(view, size);
  return [...scene.nodes.values()].filter((node) => contains(sight, coverOf(node))).map(({ process }) => process.pid);
}

test('a small tree is shown whole, no larger than life', () => {
  const scene = sceneOf(tableOf(record(1, 0), record(10, 1), record(11, 10)));
  const view = firstView(scene, size, ME);
  expect(view.k).toBe(1);
  expect(pidsInSight(scene, view)).toEqual([1, 10, 11]);
});

test('a tree too large to be read whole opens on the smallest subtree with all that is the user’s', () => {
  const others = fan(1, 100, 60, { uid: 0 });
  const mine = [record(500, 1, { uid: 0 }), record(501, 500, { uid: ME }), ...fan(501, 510, 5, { uid: ME })];
  const scene = sceneOf(tableOf(record(1, 0, { uid: 0 }), ...others, ...mine));
  const seen = pidsInSight(scene, firstView(scene, size, ME));
  expect(seen).toEqual(expect.arrayContaining([501, 510, 511, 512, 513, 514]));
  expect(seen).not.toContain(1);
});

test('when the user’s are all over the tree, it opens where most of them are, and not on the chain to them', () => {
  const mine = chain(10, 1, 12, { uid: ME });
  const scene = sceneOf(tableOf(record(1, 0), ...mine, ...fan(21, 100, 40, { uid: ME }), record(900, 1, { uid: ME })));
  const view = firstView(scene, size, ME);
  expect(view.k).toBeGreaterThan(0.6);
  expect(pidsInSight(scene, view).length).toBeGreaterThan(12);
  expect(pidsInSight(scene, view)).not.toContain(1);
});

test('kernel threads are nobody’s, also when the user is root', () => {
  const kernel = [record(2, 0, { uid: 0, kernelThread: true }), ...fan(2, 10, 90, { uid: 0, kernelThread: true })];
  const table = tableOf(...kernel, record(300, 0, { uid: 0 }), ...fan(300, 301, 3, { uid: 0 }));
  const scene = sceneOf(table, { ...noFolds, unfolded: new Set([idOf(2)]) });
  const seen = pidsInSight(scene, firstView(scene, size, 0));
  expect(seen).toEqual(expect.arrayContaining([300, 301, 302, 303]));
  expect(seen).not.toContain(10);
});

test('as long as the user is not known, or has nothing, the fullest part is shown', () => {
  const scene = sceneOf(tableOf(record(1, 0), ...chain(10, 1, 12), ...fan(21, 100, 40)));
  expect(pidsInSight(scene, firstView(scene, size, undefined)).length).toBeGreaterThan(12);
  expect(pidsInSight(scene, firstView(scene, size, ME)).length).toBeGreaterThan(12);
});

test('five thousand children of one and a chain a thousand deep have a first view too', () => {
  const unfolded = { ...noFolds, unfolded: new Set([idOf(1)]) };
  const wide = sceneOf(tableOf(record(1, 0), ...fan(1, 100, 5_000)), unfolded);
  expect(pidsInSight(wide, firstView(wide, size, ME)).length).toBeGreaterThan(10);
  const deep = sceneOf(tableOf(...chain(1, 0, 1_000)));
  expect(pidsInSight(deep, firstView(deep, size, ME)).length).toBeGreaterThan(4);
});

test('areas open at a scale at which their names have room, on the beginning', () => {
  const scene = sceneOf(tableOf(record(1, 0), ...fan(1, 100, 500)), noFolds, { kind: 'icicle' });
  const view = firstView(scene, size, ME);
  expect(view.k).toBeGreaterThan(0.6);
  expect(pidsInSight(scene, view)).toContain(100);
});
