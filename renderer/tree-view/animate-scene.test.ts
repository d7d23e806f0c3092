import { describe, expect, test } from 'vitest';
import type { ProcessTable } from '#shared/events/apply-events';
import type { Scene } from '#shared/layout/scene';
import { death, grown, idOf, noFolds, record, sceneOf, tableOf } from '#shared/tree/trees.fixture';
import { departuresAt, GLIDE_MS, type Motion, nextMotion, placeAt, stillMotion, survivor } from './animate-scene';

const family = tableOf(record(1, 0), record(10, 1), record(11, 10), record(20, 1), record(30, 20));
const T = 5_000;

function place(motion: Motion, pid: number, time: number) {
  const node = motion.scene.nodes.get(idOf(pid));
  if (node === undefined) throw new Error(`${pid} is not in the scene`);
  return placeAt(motion, node, time);
}

/** Where it is in the world: what the eye sees while the camera stands. */
function seen(motion: Motion, pid: number, time: number) {
  const { x, y } = place(motion, pid, time);
  return { x: x + motion.offset.x, y: y + motion.offset.y };
}

function withFork(table: ProcessTable, pid: number, parent: number): Scene {
  return sceneOf(grown(table, [{ kind: 'fork', process: record(pid, parent) }]));
}

const still = stillMotion(sceneOf(family));

test('at rest everything is where the scene says', () => {
  expect(place(still, 30, T)).toEqual({ x: 480, y: 56, presence: 1 });
  expect(still.restsAt).toBe(0);
});

describe('a birth', () => {
  const motion = nextMotion(still, withFork(family, 12, 10), undefined, T);

  test('grows out of the parent and ends in its own place', () => {
    expect(place(motion, 12, T)).toEqual({ ...place(motion, 10, T), presence: 0 });
    const half = place(motion, 12, T + GLIDE_MS / 2);
    expect(half.presence).toBe(0.5);
    expect(half.x).toBeGreaterThan(240);
    expect(place(motion, 12, T + GLIDE_MS)).toEqual({ x: 480, y: 56, presence: 1 });
  });

  test('pushes down what is below it, smoothly, and nothing else', () => {
    expect(place(motion, 20, T).y).toBe(56);
    expect(place(motion, 20, T + 60).y).toBeGreaterThan(56);
    expect(place(motion, 20, T + GLIDE_MS).y).toBe(112);
    for (const pid of [1, 10, 11]) expect(place(motion, pid, T + 60)).toEqual(place(still, pid, T));
  });

  test('is over after its time', () => {
    expect(motion.restsAt).toBe(T + GLIDE_MS);
  });

  test('in the middle of another movement, nothing jumps', () => {
    const time = T + 80;
    const second = nextMotion(
      motion,
      withFork(grown(family, [{ kind: 'fork', process: record(12, 10) }]), 13, 10),
      undefined,
      time,
    );
    for (const pid of [1, 10, 11, 12, 20, 30]) expect(seen(second, pid, time)).toEqual(seen(motion, pid, time));
    expect(place(second, 30, time + GLIDE_MS).y).toBe(168);
  });

  test('a new scene with the same places lets a movement run on as it was', () => {
    const same = nextMotion(motion, withFork(family, 12, 10), undefined, T + 100);
    expect(place(same, 20, T + 150)).toEqual(place(motion, 20, T + 150));
    expect(same.restsAt).toBe(T + GLIDE_MS);
  });
});

describe('the anchor', () => {
  const motion = nextMotion(still, withFork(family, 12, 10), idOf(30), T);

  test('keeps its place while what is above it makes room', () => {
    for (const time of [T, T + 100, T + GLIDE_MS]) expect(seen(motion, 30, time)).toEqual(seen(still, 30, T));
  });

  test('nothing jumps at the start', () => {
    for (const pid of [1, 10, 11, 20, 30]) expect(seen(motion, pid, T)).toEqual(seen(still, pid, T));
    expect(seen(motion, 1, T + GLIDE_MS).y).toBe(-56);
  });

  test('over many scenes the anchor never moves', () => {
    let table = family;
    let now = still;
    for (let step = 0; step < 50; step += 1) {
      table = grown(table, [{ kind: 'fork', process: record(100 + step, step % 2 === 0 ? 10 : 11) }]);
      now = nextMotion(now, sceneOf(table), idOf(30), T + step * 70);
      expect(seen(now, 30, T + step * 70)).toEqual(seen(still, 30, T));
    }
  });

  test('hands over to the nearest ancestor that is left', () => {
    const without = sceneOf({
      ...family,
      living: new Map([...family.living].filter(([id]) => id !== idOf(30) && id !== idOf(20))),
    });
    expect(survivor(idOf(30), still.scene, without)).toBe(idOf(1));
    expect(survivor(idOf(11), still.scene, without)).toBe(idOf(11));
    expect(survivor(undefined, still.scene, without)).toBeUndefined();
  });
});

describe('an adoption', () => {
  const motion = nextMotion(still, sceneOf(grown(family, death(family, 10, 1))), undefined, T);

  test('swings the edge over from the lost parent to the adopter', () => {
    const swing = (time: number) => place(motion, 11, time).swing;
    const lost = place(still, 10, T);
    const adopter = place(motion, 1, T);
    expect(swing(T)).toEqual({ x: lost.x - adopter.x, y: lost.y - adopter.y });
    expect(Math.abs(swing(T + 100)?.x ?? 0)).toBeLessThan(Math.abs(lost.x - adopter.x));
    expect(swing(T + GLIDE_MS)).toBeUndefined();
  });
});

describe('who is no longer shown', () => {
  test('draws back into the fold', () => {
    const folded = sceneOf(family, { ...noFolds, folded: new Set([idOf(1)]) });
    const motion = nextMotion(still, folded, idOf(1), T);
    expect(departuresAt(motion, T).map(({ node }) => node.process.pid)).toEqual([10, 11, 20, 30]);
    const [first] = departuresAt(motion, T + 125);
    expect(first?.place.presence).toBe(0.5);
    expect(first?.place.x).toBeLessThan(60);
    expect(departuresAt(motion, T + GLIDE_MS)).toEqual([]);
  });

  test('fades where it was when it has ended', () => {
    const without = sceneOf({ ...family, living: new Map([...family.living].filter(([id]) => id !== idOf(30))) });
    const [left] = departuresAt(nextMotion(still, without, idOf(1), T), T + 100);
    expect(left?.place).toMatchObject({ x: 480, y: 56 });
  });
});

describe('identical siblings on one card', () => {
  const crowd = tableOf(
    record(1, 0),
    record(5, 1, { name: 'bash' }),
    ...[10, 11, 12, 13, 14].map((pid) => record(pid, 1, { name: 'sleep' })),
  );
  const merged = (table: ProcessTable, apart = false) =>
    sceneOf(table, apart ? { ...noFolds, apart: new Set([idOf(1)]) } : noFolds, { merge: true });
  const together = stillMotion(merged(crowd));

  test('are still the same card when the one that it is named after ends', () => {
    const table = grown(crowd, [...death(crowd, 10, 1), { kind: 'fork', process: record(6, 5) }]);
    const moved = grown(table, [{ kind: 'fork', process: record(7, 5) }]);
    const motion = nextMotion(together, merged(moved), undefined, T);
    expect([...motion.scene.nodes.keys()]).toContain(idOf(11));
    expect(seen(motion, 11, T)).toEqual(seen(together, 10, T));
    expect(place(motion, 11, T + 60).presence).toBe(1);
    expect(departuresAt(motion, T)).toEqual([]);
    expect(survivor(idOf(10), together.scene, motion.scene)).toBe(idOf(11));
    expect(seen(nextMotion(together, merged(moved), idOf(11), T), 11, T + GLIDE_MS)).toEqual(seen(together, 10, T));
  });

  test('come out of their card when they are taken apart, and draw back into it', () => {
    const apart = nextMotion(together, merged(crowd, true), undefined, T);
    expect(seen(apart, 13, T)).toEqual(seen(together, 10, T));
    expect(place(apart, 13, T).presence).toBe(0);
    const later = T + 2 * GLIDE_MS;
    const back = nextMotion(apart, merged(crowd), undefined, later);
    const gone = departuresAt(back, later + GLIDE_MS - 1).map(({ node, place: { y } }) => [node.process.pid, y]);
    expect(gone.map(([pid]) => pid)).toEqual([11, 12, 13, 14]);
    for (const [, y] of gone) expect(y).toBeCloseTo(place(together, 10, T).y, 0);
  });

  test('one that was by itself lives on in the card', () => {
    expect(survivor(idOf(13), merged(crowd, true), together.scene)).toBe(idOf(10));
    expect(survivor(idOf(13), together.scene, merged(crowd, true))).toBe(idOf(13));
  });
});
