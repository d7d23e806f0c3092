import { describe, expect, test } from 'vitest';
import type { ProcessRecord } from '#shared/model/process';
import { idOf, noFolds, record, tableOf, treeOf } from '#shared/tree/trees.fixture';
import { createStore, feed } from '../app/app.fixture';
import { buildRows, type Row, type RowChoices } from './build-rows';
import { createCpuHistory, HISTORY_MS } from './cpu-history';
import { createRowModel } from './row-model';
import { sumSubtrees } from './subtree-sums';
import { findRow, moveInTable } from './table-keys';

const processes = [
  record(1, 0, { name: 'init', cpu: 0.1, rssBytes: 100 }),
  record(10, 1, { name: 'bash', cpu: undefined, rssBytes: 10 }),
  record(11, 10, { name: 'make', cpu: 0.5, rssBytes: 5 }),
  record(12, 10, { name: 'cc1', cpu: 1.5, rssBytes: 50 }),
  record(20, 1, { name: 'sshd', cpu: 0.2, rssBytes: 30 }),
];
const tree = treeOf(tableOf(...processes));
const usual: RowChoices = {
  folds: noFolds,
  sort: (children) => children,
  sums: sumSubtrees(tree),
  alwaysSums: false,
  matches: undefined,
  threads: new Map(),
};

const pids = (rows: readonly Row[]) => rows.map((row) => (row.kind === 'process' ? row.process.pid : row.kind));
const folded = { ...usual, folds: { ...noFolds, folded: new Set([idOf(10)]) } };

describe('the rows', () => {
  test('are the tree in reading order, each knowing its place', () => {
    const rows = buildRows(tree, usual);
    expect(pids(rows)).toEqual([1, 10, 11, 12, 20]);
    expect(rows.map(({ level, position, siblings }) => [level, position, siblings])).toEqual([
      [1, 1, 1],
      [2, 1, 2],
      [3, 1, 2],
      [3, 2, 2],
      [2, 2, 2],
    ]);
  });

  test('a folded row hides what is below it and tells the sums of it', () => {
    const rows = buildRows(tree, folded);
    expect(pids(rows)).toEqual([1, 10, 20]);
    expect(rows[1]).toMatchObject({ folded: true, sums: { processes: 3, cpu: 2, rssBytes: 65 } });
    expect(rows[0]).toMatchObject({ sums: undefined });
    expect(buildRows(tree, { ...usual, alwaysSums: true })[0]).toMatchObject({ sums: { processes: 5, rssBytes: 195 } });
  });

  test('threads stand beneath their process, before its children', () => {
    const thread = { tid: 99, name: 'worker', state: 'sleeping', cpuMs: 5 } as const;
    const threads = new Map([[idOf(10), { threads: [thread], note: { more: 3 } }]]);
    const rows = buildRows(tree, { ...usual, threads });
    expect(pids(rows)).toEqual([1, 10, 'thread', 'note', 11, 12, 20]);
    expect(rows.slice(2, 6).map(({ position, siblings }) => [position, siblings])).toEqual([
      [1, 4],
      [2, 4],
      [3, 4],
      [4, 4],
    ]);
  });

  test('a chain of ten thousand is no deeper than the stack', () => {
    const chain = Array.from({ length: 10_000 }, (_, index) => record(index + 1, index));
    const deep = treeOf(tableOf(...chain));
    expect(buildRows(deep, { ...usual, sums: sumSubtrees(deep) }).length).toBe(10_000);
  });
});

describe('the keyboard', () => {
  const rows = buildRows(tree, usual);
  const go = (from: number, key: string) => {
    const move = moveInTable(rows, from, key, 2);
    return move?.kind === 'go' ? rows.findIndex((row) => row.key === move.to) : move;
  };

  test('walks, pages and jumps within the table', () => {
    expect([go(1, 'ArrowDown'), go(0, 'ArrowUp'), go(4, 'ArrowDown')]).toEqual([2, 0, 4]);
    expect([go(0, 'PageDown'), go(1, 'PageUp'), go(2, 'Home'), go(2, 'End')]).toEqual([2, 0, 0, 4]);
  });

  test('to the left folds, then goes to the parent; to the right unfolds, then goes to the first child', () => {
    expect(go(1, 'ArrowLeft')).toEqual({ kind: 'fold', id: idOf(10), folded: true });
    expect(go(3, 'ArrowLeft')).toBe(1);
    expect(go(1, 'ArrowRight')).toBe(2);
    expect(go(2, 'ArrowRight')).toBeUndefined();
    expect(moveInTable(buildRows(tree, folded), 1, 'ArrowRight', 2)).toMatchObject({ kind: 'fold', folded: false });
  });

  test('letters go to the next name that begins so, round the end', () => {
    expect(findRow(rows, 0, 'c')?.key).toBe(idOf(12));
    expect(findRow(rows, 4, 'b')?.key).toBe(idOf(10));
    expect(findRow(rows, 0, 'zz')).toBeUndefined();
  });
});

describe('the order', () => {
  function storeWith(...list: readonly ProcessRecord[]) {
    const store = createStore();
    feed(store, [{ kind: 'checkpoint', processes: [...list] }]);
    store.getState().sortTable('cpu', true);
    return store;
  }

  test('is among siblings, by what the row shows, unknown last', () => {
    const store = storeWith(...processes);
    const model = createRowModel();
    expect(pids(model.rows(store.getState(), false))).toEqual([1, 20, 10, 12, 11]);
    store.getState().setFolded(idOf(10), true);
    expect(pids(model.rows(store.getState(), false))).toEqual([1, 10, 20]);
    store.getState().sortTable('cpu', true);
    store.getState().sortTable('cpu', true);
    expect(store.getState().tableSort).toBeUndefined();
  });

  test('holds still while somebody reads, until it is asked for; who is new comes last', () => {
    const store = storeWith(...processes);
    const model = createRowModel();
    expect(pids(model.rows(store.getState(), true))).toEqual([1, 20, 10, 12, 11]);
    feed(store, [
      { kind: 'sampled', ids: [idOf(11), idOf(20)], cpu: [9, 0], rssBytes: [5, 30] },
      { kind: 'fork', process: record(13, 10, { cpu: 99 }) },
    ]);
    expect(pids(model.rows(store.getState(), true))).toEqual([1, 20, 10, 12, 11, 13]);
    store.getState().orderNow();
    expect(pids(model.rows(store.getState(), true))).toEqual([1, 20, 10, 13, 11, 12]);
  });
});

test('the history of the CPU follows the cursor, is bounded, and forgets the gone', () => {
  const store = createStore();
  const history = createCpuHistory();
  const id = idOf(11);
  feed(store, [{ kind: 'checkpoint', processes: processes }], 0);
  for (let second = 1; second <= 300; second += 1) {
    feed(store, [{ kind: 'sampled', ids: [id], cpu: [second / 100], rssBytes: [5] }], second * 1_000);
  }
  const { timeline } = store.getState().players.live;
  history.follow(timeline, timeline.latest.seq);
  const steps = history.of(id);
  expect(steps.at(-1)).toEqual({ at: 300_000, cpu: 3 });
  expect(steps.length).toBeLessThanOrEqual(HISTORY_MS / 1_000 + 2);
  history.follow(timeline, 10);
  expect(history.of(id).at(-1)).toEqual({ at: 10_000, cpu: 0.1 });
  feed(
    store,
    [
      { kind: 'exit', id },
      { kind: 'reaped', id },
    ],
    301_000,
  );
  const later = store.getState().players.live.timeline;
  history.follow(later, later.latest.seq);
  expect(history.of(id)).toEqual([]);
});
