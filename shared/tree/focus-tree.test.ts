import { expect, test } from 'vitest';
import { idOf, record, tableOf, treeOf } from '#shared/tree/trees.fixture';
import { findNode, focusTree } from './focus-tree';

const tree = treeOf(tableOf(record(1, 0), record(2, 1), record(3, 2), record(4, 1)));
const pids = (of: typeof tree) => of.descendants().flatMap(({ data }) => data.process?.pid ?? []);

test('a subtree alone hangs on the synthetic root, and its nodes know what is above them', () => {
  const alone = focusTree(tree, idOf(2));
  expect(pids(alone)).toEqual([2, 3]);
  expect(findNode(alone, idOf(3))?.depth).toBe(3);
  expect(findNode(alone, idOf(2))?.parent?.data.process?.pid).toBe(1);
  expect(pids(tree)).toEqual([1, 2, 4, 3]);
});

test('a subtree that is not there is nothing', () => {
  expect(focusTree(tree, idOf(77)).children).toBeUndefined();
  expect(findNode(tree, idOf(77))).toBeUndefined();
});
