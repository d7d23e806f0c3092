import { describe, expect, test } from 'vitest';
import { processId } from '#shared/model/process';
import { lostParentOf, type ProcessTree } from './build-tree';
import { death, grown, idOf, record, START, tableOf, treeOf } from './trees.fixture';

/** `1(2 3(4))`: the pids as a nested list. */
function outline(tree: ProcessTree): string {
  const { process } = tree.data;
  const children = (tree.children ?? []).map(outline).join(' ');
  if (process === undefined) return children;
  return children === '' ? String(process.pid) : `${process.pid}(${children})`;
}

describe('who hangs on whom', () => {
  test('children hang on their parents, the oldest first, whatever order they come in', () => {
    const table = tableOf(record(30, 10), record(20, 10), record(1, 0), record(10, 1), record(2, 0));
    expect(outline(treeOf(table))).toBe('1(10(20 30)) 2');
  });

  test('an empty table is a tree without processes', () => {
    expect(outline(treeOf(tableOf()))).toBe('');
  });

  test('a process is a root when its parent is itself, unknown, or not in the table', () => {
    const table = tableOf(record(1, 0), record(5, 5), record(6, 999), record(7, 6));
    expect(outline(treeOf(table))).toBe('1 5 6(7)');
  });

  test('a circle of parents is cut, and nobody is lost', () => {
    const table = tableOf(record(1, 0), record(5, 7), record(6, 5), record(7, 6), record(8, 7));
    const pids = treeOf(table)
      .descendants()
      .flatMap(({ data }) => data.process?.pid ?? []);
    expect(pids.toSorted((a, b) => a - b)).toEqual([1, 5, 6, 7, 8]);
  });

  test('a ghost whose parent had no room among the ghosts is left out with it', () => {
    const gone = (pid: number, parent: number) => record(pid, parent, { state: 'gone', goneAt: START });
    const families = Array.from({ length: 20 }, (_, index) => [gone(100 + index, 1), gone(200 + index, 100 + index)]);
    const roots = (treeOf(tableOf(record(1, 0), ...families.flat())).children ?? []).map(
      ({ data }) => data.process?.pid,
    );
    expect(roots).toEqual([1]);
  });

  test('a reused pid is another process', () => {
    const young = { ...record(10, 1), id: processId(10, 5_000), startTicks: 5_000 };
    const child = { ...record(20, 1), parent: young.id };
    const tree = treeOf(tableOf(record(1, 0), record(10, 1), young, child));
    expect(outline(tree)).toBe('1(10 10(20))');
  });

  test('a chain a thousand deep is no deeper than the call stack allows', () => {
    const chain = Array.from({ length: 1_000 }, (_, index) => record(index + 1, index));
    expect(treeOf(tableOf(...chain)).height).toBe(1_000);
  });
});

describe('ghosts', () => {
  const family = tableOf(record(1, 0), record(10, 1), record(20, 10), record(30, 20));

  test('stay for their time, in their place', () => {
    const table = grown(family, [
      { kind: 'exit', id: idOf(30) },
      { kind: 'reaped', id: idOf(30) },
    ]);
    expect(outline(treeOf(table, { now: START + 4_000 }))).toBe('1(10(20(30)))');
    expect(outline(treeOf(table, { now: START + 4_001 }))).toBe('1(10(20))');
  });

  test('stay longer for the orphan they left, with all of their own line', () => {
    let table = grown(family, death(family, 20, 1));
    table = grown(table, death(table, 10, 1));
    expect(outline(treeOf(table, { now: START + 50_000 }))).toBe('1(10(20) 30)');
    table = grown(table, death(table, 30, 1));
    expect(outline(treeOf(table, { now: START + 50_000 }))).toBe('1');
  });

  test('stay longer while somebody looks at them', () => {
    const table = grown(family, death(family, 30, 1));
    expect(outline(treeOf(table, { now: START + 50_000, keep: idOf(30) }))).toBe('1(10(20(30)))');
  });

  test('of a storm below one parent, only the newest are shown', () => {
    let table = tableOf(record(1, 0), record(10, 1));
    for (let pid = 100; pid < 200; pid += 1) {
      table = grown(table, [{ kind: 'fork', process: record(pid, 10) }]);
      table = grown(table, death(table, pid, 1));
    }
    expect(outline(treeOf(table))).toMatch(/^1\(10\(188 189 .* 198 199\)\)$/);
  });
});

test('an orphan of an orphan is told by the parent it was born to', () => {
  let table = grown(tableOf(record(1, 0), record(10, 1), record(20, 10), record(30, 20)), []);
  table = grown(table, death(table, 20, 10));
  table = grown(table, death(table, 10, 1));
  const orphan = table.living.get(idOf(30));
  expect(orphan?.adoptions).toHaveLength(2);
  expect(orphan && lostParentOf(orphan)).toBe(idOf(20));
});
