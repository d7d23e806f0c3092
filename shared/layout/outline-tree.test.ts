/** Which cards there are: merged siblings, folds to a depth and from an earlier start, one subtree alone. */
import { describe, expect, test } from 'vitest';
import type { ProcessTable } from '#shared/events/apply-events';
import type { ProcessId } from '#shared/model/process';
import { death, grown, idOf, noFolds, record, START, tableOf, treeOf } from '#shared/tree/trees.fixture';
import { wideFans } from './folds';
import { countHidden, type OutlineOptions, outlineTree, sumsOf } from './outline-tree';

/** The shown processes by pid: `10×4` stands for four, `10+3` has three folded below it. */
function outline(table: ProcessTable, options: Partial<OutlineOptions> = {}): string {
  return outlineTree(treeOf(table), { folds: noFolds, ...options })
    .map((item) => {
      const { pid } = item.process;
      if (item.merged.length > 0) return `${pid}×${item.merged.length}`;
      return item.folded ? `${pid}+${countHidden(item)}` : String(pid);
    })
    .join(' ');
}

const sleeps = (pids: readonly number[], parent: number, more = {}) =>
  pids.map((pid) => record(pid, parent, { name: 'sleep', cmdline: ['sleep', '60'], ...more }));

describe('identical siblings', () => {
  const four = tableOf(record(1, 0), record(5, 1), ...sleeps([10, 11, 12, 13], 5));

  test('are one card from four on, at the place of the eldest, and never by themselves', () => {
    expect(outline(four, { merge: true })).toBe('1 5 10×4');
    expect(outline(four)).toBe('1 5 10 11 12 13');
    expect(outline(tableOf(record(1, 0), ...sleeps([10, 11, 12], 1)), { merge: true })).toBe('1 10 11 12');
  });

  test.each([
    ['another name', record(14, 5, { name: 'slept', cmdline: ['sleep', '60'] })],
    ['other arguments', record(14, 5, { name: 'sleep', cmdline: ['sleep', '61'] })],
    ['a zombie', record(14, 5, { name: 'sleep', cmdline: ['sleep', '60'], state: 'zombie' })],
    ['stopped', record(14, 5, { name: 'sleep', cmdline: ['sleep', '60'], state: 'stopped' })],
  ])('%s is none of them', (_what, other) => {
    const table = tableOf(record(1, 0), record(5, 1), ...sleeps([10, 11, 12, 13], 5), other);
    expect(outline(table, { merge: true })).toBe('1 5 10×4 14');
  });

  test('who runs and who sleeps are of one kind; who has children is not', () => {
    const mixed = tableOf(
      record(1, 0),
      ...sleeps([10, 11], 1, { state: 'running' }),
      ...sleeps([12, 13, 14], 1),
      record(20, 14),
    );
    expect(outline(mixed, { merge: true })).toBe('1 10×4 14 20');
  });

  test('an adopted one stands by itself: it has a story', () => {
    const table = tableOf(record(1, 0), record(5, 1), ...sleeps([10, 11, 12, 13], 1), ...sleeps([14], 5));
    expect(outline(grown(table, death(table, 5, 1)), { merge: true })).toBe('1 10×4 14');
  });

  test('one that ends is told no more, but keeps the group together', () => {
    const gone = grown(four, death(four, 12, 1));
    expect(outline(gone, { merge: true })).toBe('1 5 10×3');
  });

  test('are taken apart by their parent, or one by one', () => {
    expect(outline(four, { merge: true, folds: { ...noFolds, apart: new Set([idOf(5)]) } })).toBe('1 5 10 11 12 13');
    const five = tableOf(record(1, 0), record(5, 1), ...sleeps([10, 11, 12, 13, 14], 5));
    expect(outline(five, { merge: true, apart: new Set([idOf(12)]) })).toBe('1 5 10×4 12');
  });

  test('that were taken apart are known as such, others beside them are not', () => {
    const table = tableOf(record(1, 0), ...sleeps([10, 11, 12, 13], 1), record(14, 1, { name: 'bash' }));
    const folds = { ...noFolds, apart: new Set([idOf(1)]) };
    const apart = (options: OutlineOptions) =>
      outlineTree(treeOf(table), options).flatMap((item) => (item.apart ? [item.process.pid] : []));
    expect(apart({ merge: true, folds })).toEqual([10, 11, 12, 13]);
    expect(apart({ merge: false, folds })).toEqual([]);
    expect(apart({ merge: true, folds: noFolds })).toEqual([]);
  });

  test('have the sums of all of them', () => {
    const table = tableOf(record(1, 0), ...sleeps([10, 11, 12, 13], 1, { cpu: 0.25, rssBytes: 1_000 }));
    const [, merged] = outlineTree(treeOf(table), { folds: noFolds, merge: true });
    expect(merged && sumsOf(merged)).toEqual({ cpu: 1, rssBytes: 4_000 });
  });
});

describe('folds', () => {
  const deep = tableOf(record(1, 0), record(2, 1), record(3, 2), record(4, 3), record(5, 1));

  test.each([
    [1, '1+4'],
    [2, '1 2+2 5'],
    [3, '1 2 3+1 5'],
    ['all', '1 2 3 4 5'],
    ['auto', '1 2 3 4 5'],
  ] as const)('to the depth %s', (depth, expected) => {
    expect(outline(deep, { folds: { ...noFolds, depth } })).toBe(expected);
  });

  test('a hand goes before what was remembered, and that before the depth', () => {
    const named = tableOf(record(1, 0, { name: 'init' }), record(2, 1, { name: 'shell' }), record(3, 2), record(4, 3));
    const remembered = new Map([['init/shell', true]]);
    expect(outline(named, { folds: { ...noFolds, depth: 'all', remembered } })).toBe('1 2+2');
    expect(outline(named, { folds: { ...noFolds, depth: 1, remembered: new Map([['init', false]]) } })).toBe('1 2+2');
    expect(outline(named, { folds: { ...noFolds, remembered, unfolded: new Set([idOf(2)]) } })).toBe('1 2 3 4');
  });

  test('a fan of short processes does not fold its parent, one of living ones does', () => {
    const pids = Array.from({ length: 101 }, (_, index) => index + 10);
    const wide = tableOf(record(1, 0), record(5, 1), ...pids.map((pid) => record(pid, 5)));
    expect(outline(wide)).toBe('1 5+101');
    const ended = grown(wide, death(wide, 10, 1), START);
    expect(outlineTree(treeOf(ended), { folds: noFolds })).toHaveLength(2 + 101);
  });

  test('a fan about as wide as the limit folds once and does not flap with each birth and death', () => {
    const fanOf = (count: number) =>
      treeOf(
        tableOf(record(1, 0), record(5, 1), ...Array.from({ length: count }, (_, index) => record(index + 10, 5))),
      );
    let wide: ReadonlySet<ProcessId> = new Set();
    const foldedAt = (count: number) => {
      wide = wideFans(fanOf(count), wide);
      return outlineTree(fanOf(count), { folds: { ...noFolds, wide } }).length === 2;
    };
    expect([99, 100, 101, 100, 99, 101, 76].map(foldedAt)).toEqual([false, false, true, true, true, true, true]);
    expect([75, 76, 100, 101].map(foldedAt)).toEqual([false, false, false, true]);
    expect(wideFans(fanOf(90), wide)).toBe(wide);
  });
});

describe('one subtree alone', () => {
  const family = tableOf(record(1, 0), record(2, 1), record(3, 2), record(4, 3), record(5, 1));

  test('is the only root, opened whatever the depth, unless a hand has closed it', () => {
    expect(outline(family, { focus: idOf(2) })).toBe('2 3 4');
    expect(outline(family, { focus: idOf(2), folds: { ...noFolds, depth: 1 } })).toBe('2 3+1');
    expect(outline(family, { focus: idOf(2), folds: { ...noFolds, folded: new Set([idOf(2)]) } })).toBe('2+2');
  });

  test('that is not there any more gives way to everything', () => {
    expect(outline(family, { focus: idOf(77) })).toBe('1 2 3 4 5');
  });
});
