/** Nothing moves unless its parent changed or room was made: what makes a live tree readable. */
import { describe, expect, test } from 'vitest';
import type { ProcessTable } from '#shared/events/apply-events';
import type { UnstampedEvent } from '#shared/events/process-event';
import type { ProcessId } from '#shared/model/process';
import { death, grown, idOf, noFolds, record, sceneOf, tableOf, treeOf } from '#shared/tree/trees.fixture';
import { layoutTree } from './layout-tree';
import type { LayoutKind, Scene, SceneNode } from './scene';

const family = tableOf(record(1, 0), record(10, 1), record(11, 10), record(12, 10), record(20, 1), record(2, 0));

test('a first child moves nothing, a later one only what is below it', () => {
  const before = sceneOf(family);
  const withFirst = sceneOf(grown(family, [{ kind: 'fork', process: record(21, 20) }]));
  expect(moved(before, withFirst)).toEqual([]);
  const withThird = sceneOf(grown(family, [{ kind: 'fork', process: record(13, 10) }]));
  expect(moved(before, withThird)).toEqual([idOf(20), idOf(2)]);
});

test('becoming a zombie, being reaped and dying as an orphan move nothing', () => {
  const orphaned = grown(family, death(family, 10, 1));
  const zombie = grown(orphaned, [{ kind: 'exit', id: idOf(11), exit: { code: 7 } }]);
  expect(moved(sceneOf(orphaned), sceneOf(zombie))).toEqual([]);
  expect(moved(sceneOf(zombie), sceneOf(grown(zombie, [{ kind: 'reaped', id: idOf(11) }])))).toEqual([]);
});

describe('over 100 random forks, exits and adoptions', () => {
  test('left to right, nobody moves but those below a change', () => {
    follow('right', (before, after) => expectOnlyCausedMoves(before, after));
  });

  test('top down, nobody moves but those to the right of a change', () => {
    follow('down', (before, after) => expectOnlyCausedMoves(turned(before), turned(after)));
  });

  test('in rings, nobody moves but those further round than a change, unless the circle itself grows or shrinks', () => {
    let growths = 0;
    follow('radial', (before, after) => {
      const shares = sharesBeforeChange(before, after);
      for (const share of shares) expect(share).toBeCloseTo(shares[0] ?? 1, 6);
      if (Math.abs((shares[0] ?? 1) - 1) > 1e-6) growths += 1;
    });
    expect(growths).toBeGreaterThan(0);
    expect(growths).toBeLessThan(16);
  });

  test('in rings, one leaf more and less again at the end of the slots moves nobody a second time', () => {
    const leaves = (count: number) =>
      tableOf(record(1, 0), ...Array.from({ length: count }, (_, index) => record(index + 10, 1)));
    let scene = sceneOf(leaves(12), noFolds, { kind: 'radial' });
    const slots = [13, 12, 13, 10, 9, 12, 100, 12].map((count) => {
      const next = layoutTree(treeOf(leaves(count)), noFolds, { kind: 'radial' }, scene);
      if (next.slots === scene.slots) expect(moved(scene, next)).toEqual([]);
      scene = next;
      return next.slots;
    });
    expect(slots).toEqual([14, 14, 14, 14, 12, 12, 112, 12]);
    expect(layoutTree(treeOf(leaves(12)), noFolds, {}, scene).slots).toBeUndefined();
  });

  test('as areas, everybody keeps the column and the order, inside the parent', () => {
    follow('icicle', (before, after) => {
      for (const node of after.nodes.values()) {
        const old = before.nodes.get(node.id);
        if (old !== undefined && old.level === node.level) expect(node.x).toBe(old.x);
        const parent = node.parent === undefined ? undefined : after.nodes.get(node.parent);
        if (parent === undefined) continue;
        expect(node.y).toBeGreaterThanOrEqual(parent.y - 1e-6);
        expect(node.y + node.height).toBeLessThanOrEqual(parent.y + parent.height + 1e-6);
      }
      const tops = [...after.nodes.values()].map(({ y }) => y);
      expect(tops.every((top, index) => index === 0 || top >= (tops[index - 1] ?? 0) - 1e-6)).toBe(true);
    });
  });
});

test('a card about which nothing has changed is the same object in the next scene', () => {
  const before = sceneOf(family);
  const table = grown(family, [{ kind: 'fork', process: record(13, 10) }]);
  const after = layoutTree(treeOf(table), noFolds, {}, before);
  expect(after).toEqual(sceneOf(table));
  expect([...after.nodes.values()].filter((node) => before.nodes.get(node.id) === node).map(({ id }) => id)).toEqual([
    idOf(1),
  ]);
});

/** Lets a family live, and looks at each step; the scenes follow one another as they do in the window. */
function follow(kind: LayoutKind, look: (before: Scene, after: Scene) => void): void {
  const random = generator(20_260_502);
  let table = family;
  let scene = sceneOf(table, noFolds, { kind });
  for (let step = 0; step < 100; step += 1) {
    table = grown(table, randomEvents(table, random, 1_000 + step), table.at + 500);
    const next = layoutTree(treeOf(table), noFolds, { kind }, scene);
    // The circle of the rings alone depends on what was before.
    if (kind !== 'radial') expect(next).toEqual(sceneOf(table, noFolds, { kind }));
    look(scene, next);
    scene = next;
  }
  expect(scene.nodes.size).toBeGreaterThan(20);
}

/** Columns become rows. */
function turned(scene: Scene): Scene {
  return { ...scene, nodes: new Map([...scene.nodes].map(([id, node]) => [id, { ...node, x: node.y, y: node.x }])) };
}

/** Of those before the first change in reading order: how far round each stands, against before; 1 is unmoved. */
function sharesBeforeChange(before: Scene, after: Scene): readonly number[] {
  const old = [...before.nodes.values()];
  const now = [...after.nodes.values()];
  const change = now.findIndex(({ id, parent }, index) => old[index]?.id !== id || old[index]?.parent !== parent);
  const same = now.slice(0, change === -1 ? now.length : change);
  return same.flatMap((node, index) => {
    const turn = turnOf(old[index] ?? node);
    return node.level === 1 || turn < 1e-6 ? [] : [turnOf(node) / turn];
  });
}

/** Radians, clockwise from the top. */
function turnOf({ x, y, width, height }: SceneNode): number {
  return (Math.atan2(x + width / 2, -(y + height / 2)) + 2 * Math.PI) % (2 * Math.PI);
}

function moved(before: Scene, after: Scene): readonly ProcessId[] {
  return [...after.nodes.values()].flatMap((node) => {
    const old = before.nodes.get(node.id);
    return old !== undefined && (old.x !== node.x || old.y !== node.y) ? [node.id] : [];
  });
}

/** Mulberry32: the same numbers in each run. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function randomEvents(table: ProcessTable, random: () => number, newPid: number): readonly UnstampedEvent[] {
  const living = [...table.living.values()].filter(({ pid }) => pid > 2);
  const chosen = living[Math.floor(random() * living.length)];
  if (chosen === undefined || random() < 0.6) {
    return [{ kind: 'fork', process: record(newPid, chosen?.pid ?? 1, { bornInSight: true }) }];
  }
  return random() < 0.3 ? [{ kind: 'exit', id: chosen.id, exit: { code: 1 } }] : death(table, chosen.pid, 1);
}

/**
 * A change is a node that came, went or has another parent. Whoever has none in its line keeps its column. Whoever also
 * has none before it in reading order, nor an orphan beside it in its row, keeps its place. And no two neighbours move
 * apart or together without a change between them.
 */
function expectOnlyCausedMoves(before: Scene, after: Scene): void {
  const isChanged = (node: SceneNode, other: Scene) =>
    other.nodes.get(node.id)?.parent !== node.parent || !other.nodes.has(node.id);
  const changesBefore = countBefore(before, (node) => isChanged(node, after));
  const changesAfter = countBefore(after, (node) => isChanged(node, before));
  const labelled = new Set(
    [...before.nodes.values(), ...after.nodes.values()].flatMap(({ process, y }) =>
      process.adoptions.length > 0 ? [y] : [],
    ),
  );
  let previous: { readonly node: SceneNode; readonly shift: number } | undefined;
  for (const node of after.nodes.values()) {
    const old = before.nodes.get(node.id);
    if (old === undefined || isChanged(node, before)) continue;
    const shift = node.y - old.y;
    const causes = (changesBefore.get(node.id) ?? 0) + (changesAfter.get(node.id) ?? 0);
    const isBeside = labelled.has(node.y) || labelled.has(old.y);
    if (!hasChangedAncestor(node, after, before)) expect(node.x).toBe(old.x);
    if (causes === 0 && !isBeside) expect(shift).toBe(0);
    if (previous !== undefined && shift !== previous.shift && !isBeside && !labelled.has(previous.node.y)) {
      const earlier = (changesBefore.get(previous.node.id) ?? 0) + (changesAfter.get(previous.node.id) ?? 0);
      expect(causes).toBeGreaterThan(earlier);
    }
    previous = { node, shift };
  }

  function hasChangedAncestor(node: SceneNode, scene: Scene, other: Scene): boolean {
    let parent = node.parent === undefined ? undefined : scene.nodes.get(node.parent);
    while (parent !== undefined && !isChanged(parent, other)) {
      parent = parent.parent === undefined ? undefined : scene.nodes.get(parent.parent);
    }
    return parent !== undefined;
  }
}

/** For each node, how many of those up to it in reading order are meant. */
function countBefore(scene: Scene, isMeant: (node: SceneNode) => boolean): ReadonlyMap<ProcessId, number> {
  const counts = new Map<ProcessId, number>();
  let count = 0;
  for (const node of scene.nodes.values()) {
    if (isMeant(node)) count += 1;
    counts.set(node.id, count);
  }
  return counts;
}
