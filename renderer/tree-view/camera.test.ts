import { describe, expect, test } from 'vitest';
import { idOf, record, sceneOf, tableOf } from '#shared/tree/trees.fixture';
import {
  besideDrawer,
  fitAll,
  followedView,
  frameSubtree,
  keepInSight,
  LEGIBLE_SCALE,
  panIntoView,
  showNode,
} from './camera';
import { visibleBounds } from './view-transform';

const size = { width: 1_000, height: 700 };
const small = sceneOf(tableOf(record(1, 0), record(10, 1), record(11, 10)));
const large = sceneOf(tableOf(record(1, 0), ...Array.from({ length: 90 }, (_, index) => record(100 + index, 1))));

function isWithin(scene: typeof small, view: ReturnType<typeof fitAll>): boolean {
  const { left, top, right, bottom } = visibleBounds(view, size);
  const { bounds } = scene;
  return left <= bounds.left && top <= bounds.top && right >= bounds.right && bottom >= bounds.bottom;
}

test('fit shows everything, however small that is', () => {
  const view = fitAll(large, size);
  expect(view.k).toBeLessThan(0.2);
  expect(isWithin(large, view)).toBe(true);
});

test('a subtree is framed with room for more; one that cannot be read whole is shown from its start', () => {
  const view = frameSubtree(small, idOf(10), size, { k: 0.1, x: 0, y: 0 });
  const seen = visibleBounds(view, size);
  expect(view.k).toBe(1);
  expect(seen.left).toBeLessThan(240);
  expect(seen.bottom).toBeGreaterThan(44 + 56);
  expect(frameSubtree(large, idOf(1), size, { k: 0.1, x: 0, y: 0 }).k).toBe(LEGIBLE_SCALE);
});

test('panning into view moves no more than needed, and not at all when the card is there', () => {
  const node = small.nodes.get(idOf(10));
  if (node === undefined) throw new Error('no node');
  const there = { k: 1, x: 100, y: 100 };
  expect(panIntoView(node, size, there)).toEqual(there);
  expect(panIntoView(node, size, { k: 1, x: -500, y: 100 })).toEqual({ k: 1, x: -204, y: 100 });
  expect(panIntoView(node, size, { k: 1, x: 900, y: 100 })).toEqual({ k: 1, x: 532, y: 100 });
});

test('what lies under the drawer is not in view', () => {
  const node = small.nodes.get(idOf(10));
  if (node === undefined) throw new Error('no node');
  const stage = { width: 700, height: 500 };
  const clear = besideDrawer(stage, true);
  expect(clear).toEqual({ width: 380, height: 500 });
  expect(besideDrawer(stage, false)).toBe(stage);
  expect(besideDrawer({ width: 300, height: 500 }, true).width).toBe(48);
  const under = { k: 1, x: 200, y: 100 };
  expect(panIntoView(node, stage, under)).toEqual(under);
  const right = (view: typeof under) => (node.x + node.width) * view.k + view.x;
  expect(right(panIntoView(node, clear, under))).toBeLessThan(clear.width);
  expect(right(showNode(small, idOf(10), clear, under, 'middle'))).toBeLessThan(clear.width);
});

test('the hand cannot lose the tree', () => {
  const { x, y } = keepInSight({ k: 1, x: 90_000, y: -90_000 }, size, small.bounds);
  expect(x).toBeLessThan(size.width);
  expect(y).toBeGreaterThan(-small.bounds.bottom);
});

describe('a tree that is followed', () => {
  const grownBy = (count: number) =>
    sceneOf(tableOf(record(1, 0), ...Array.from({ length: count }, (_, index) => record(100 + index, 1))));

  test('is left alone while all of it is in sight and none too small', () => {
    const view = followedView(grownBy(4), size, fitAll(small, size));
    expect(followedView(grownBy(4), size, view)).toBe(view);
  });

  test('is brought into sight when it has grown out of it, and nearer when little is left', () => {
    const few = followedView(grownBy(4), size, fitAll(small, size));
    const many = followedView(grownBy(60), size, few);
    expect(isWithin(grownBy(60), many)).toBe(true);
    expect(followedView(grownBy(4), size, many).k).toBe(1);
  });
});
