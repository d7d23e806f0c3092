import { describe, expect, test } from 'vitest';
import { death, grown, idOf, noFolds, record, sceneOf, tableOf, treeOf } from '#shared/tree/trees.fixture';
import { connectNodes } from './connect-nodes';
import { layoutTree } from './layout-tree';
import { LABEL_HEIGHT, layoutKinds, type Scene } from './scene';

const ROW = 56;
const COLUMN = 240;

function placeOf(scene: Scene, pid: number): readonly [column: number, row: number] {
  const node = scene.nodes.get(idOf(pid));
  if (node === undefined) throw new Error(`${pid} is not in the scene`);
  return [node.x / COLUMN, node.y / ROW];
}

const family = tableOf(record(1, 0), record(10, 1), record(11, 10), record(12, 10), record(20, 1), record(2, 0));

describe('places', () => {
  test('depth is the column, and a parent stands in the row of its first child', () => {
    const scene = sceneOf(family);
    expect([1, 10, 11, 12, 20, 2].map((pid) => placeOf(scene, pid))).toEqual([
      [0, 0],
      [1, 0],
      [2, 0],
      [2, 1],
      [1, 2],
      [0, 3],
    ]);
    expect(scene.bounds).toEqual({ left: 0, top: 0, right: 2 * COLUMN + 192, bottom: 3 * ROW + 44 });
  });

  test('nodes come in reading order and know their places among their siblings', () => {
    const nodes = [...sceneOf(family).nodes.values()];
    expect(nodes.map(({ process, level, position, siblings }) => [process.pid, level, position, siblings])).toEqual([
      [1, 1, 1, 2],
      [10, 2, 1, 2],
      [11, 3, 1, 2],
      [12, 3, 2, 2],
      [20, 2, 2, 2],
      [2, 1, 2, 2],
    ]);
  });

  test('a row with an orphan has room for its label', () => {
    const scene = sceneOf(grown(family, death(family, 10, 1)));
    const tops = [1, 10, 11, 12, 20].map((pid) => scene.nodes.get(idOf(pid))?.y);
    const step = ROW + LABEL_HEIGHT;
    expect(tops).toEqual([0, 0, step, 2 * step, 2 * step + ROW]);
  });

  test('an empty tree is an empty scene', () => {
    expect(sceneOf(tableOf())).toEqual({
      layout: 'right',
      nodes: new Map(),
      bounds: { left: 0, top: 0, right: 0, bottom: 0 },
    });
  });

  const chain = tableOf(...Array.from({ length: 1_000 }, (_, index) => record(index + 1, index)));

  test('a chain a thousand deep lies in one row', () => {
    expect(placeOf(sceneOf(chain), 1_000)).toEqual([999, 0]);
  });

  test.each(layoutKinds)('a chain a thousand deep has a place for each, and ends with all of it (%s)', (kind) => {
    const scene = sceneOf(chain, noFolds, { kind });
    expect(scene.nodes.size).toBe(1_000);
    const sizes = [...scene.nodes.values()].flatMap(({ x, y, width, height, angle }) => [x, y, width, height, angle]);
    expect(sizes.every(Number.isFinite)).toBe(true);
    expect(new Set([...scene.nodes.values()].map(({ x, y }) => `${x},${y}`)).size).toBe(1_000);
    expect(Object.values(scene.bounds).every(Number.isFinite)).toBe(true);
    const ends = [...chain.living.values()].map(({ id }) => ({ kind: 'exit', id, exit: { code: 0 } }) as const);
    const ended = grown(chain, [...ends, ...ends.map(({ id }) => ({ kind: 'reaped', id }) as const)]);
    const later = { ...ended, at: ended.at + 60_000 };
    expect(layoutTree(treeOf(later), noFolds, { kind }, scene).nodes.size).toBe(0);
  });
});

describe('edges', () => {
  test('an orphan hangs on its adopter, and is tied to the ghost of the parent it was born to', () => {
    const scene = sceneOf(grown(family, death(family, 10, 1)));
    const of = (pid: number) =>
      connectNodes(scene)
        .filter(({ to }) => to === idOf(pid))
        .map(({ kind, from }) => [kind, from]);
    expect(of(11)).toEqual([
      ['adopted', idOf(1)],
      ['lost', idOf(10)],
    ]);
    expect(of(20)).toEqual([['child', idOf(1)]]);
    expect(scene.nodes.get(idOf(10))?.lingers).toBe(true);
  });

  test('without the ghost there is no line to it', () => {
    const table = grown(family, death(family, 10, 1));
    const scene = sceneOf({ ...table, ghosts: new Map() });
    expect(connectNodes(scene).filter(({ kind }) => kind === 'lost')).toEqual([]);
  });
});

describe('folding', () => {
  test('by hand hides what is below and counts the living in it', () => {
    const table = grown(family, death(family, 12, 1));
    const scene = sceneOf(table, { ...noFolds, folded: new Set([idOf(1)]) });
    expect([...scene.nodes.keys()]).toEqual([idOf(1), idOf(2)]);
    expect(scene.nodes.get(idOf(1))).toMatchObject({ folded: true, hiddenCount: 3, childCount: 2 });
  });

  test('kernel threads are folded until somebody unfolds them', () => {
    const kernel = { kernelThread: true };
    const table = tableOf(record(1, 0), record(2, 0, kernel), record(3, 2, kernel), record(4, 2, kernel));
    expect(sceneOf(table).nodes.get(idOf(2))).toMatchObject({ folded: true, hiddenCount: 2 });
    expect(sceneOf(table, { ...noFolds, unfolded: new Set([idOf(2)]) }).nodes.size).toBe(4);
  });

  const fan = (parent: number, count: number) =>
    Array.from({ length: count }, (_, index) => record(100 + index, parent));

  test('a fan of more than a hundred is folded, the root only from a thousand on', () => {
    expect(sceneOf(tableOf(record(1, 0), record(10, 1), ...fan(10, 100))).nodes.size).toBe(102);
    expect(sceneOf(tableOf(record(1, 0), record(10, 1), ...fan(10, 101))).nodes.size).toBe(2);
    expect(sceneOf(tableOf(record(1, 0), ...fan(1, 1_000))).nodes.size).toBe(1_001);
    expect(sceneOf(tableOf(record(1, 0), ...fan(1, 1_001))).nodes.size).toBe(1);
  });

  test('five thousand children of one process, unfolded, each have a row', () => {
    const table = tableOf(record(1, 0), ...fan(1, 5_000));
    const scene = sceneOf(table, { ...noFolds, unfolded: new Set([idOf(1)]) });
    expect(new Set([...scene.nodes.values()].map(({ y }) => y)).size).toBe(5_000);
    expect(placeOf(scene, 5_099)).toEqual([1, 4_999]);
  });
});
