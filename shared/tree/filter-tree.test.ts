import { expect, test } from 'vitest';
import type { ProcessId } from '#shared/model/process';
import { filterTree } from './filter-tree';
import { idOf, record, tableOf, treeOf } from './trees.fixture';

const tree = treeOf(tableOf(record(1, 0), record(2, 0), record(10, 1), record(11, 1), record(20, 10), record(21, 10)));

function pidsOf(matches: readonly ProcessId[]): readonly unknown[] {
  return filterTree(tree, new Set(matches))
    .descendants()
    .map(({ data, depth, parent }) => [data.process?.pid, depth, parent?.data.process?.pid]);
}

test('a match keeps its ancestors and its depth, and nobody else', () => {
  expect(pidsOf([idOf(21)])).toEqual([
    [undefined, 0, undefined],
    [1, 1, undefined],
    [10, 2, 1],
    [21, 3, 10],
  ]);
});

test('siblings stay in their order, and the tree that was given stays whole', () => {
  expect(pidsOf([idOf(21), idOf(20), idOf(11), idOf(2)]).map((row) => (row as unknown[])[0])).toEqual([
    undefined,
    1,
    2,
    10,
    11,
    20,
    21,
  ]);
  expect(tree.descendants().length).toBe(7);
});

test('no match leaves the root alone', () => {
  expect(pidsOf([])).toEqual([[undefined, 0, undefined]]);
});
