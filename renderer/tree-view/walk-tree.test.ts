import { expect, test } from 'vitest';
import { idOf, noFolds, record, sceneOf, tableOf } from '#shared/tree/trees.fixture';
import { findByName, moveFor } from './walk-tree';

//  1 ┬ 10 ┬ 11
//    │    └ 12
//    └ 20        2
const family = tableOf(
  record(1, 0, { name: 'init' }),
  record(10, 1, { name: 'bash' }),
  record(11, 10, { name: 'python3' }),
  record(12, 10, { name: 'perl' }),
  record(20, 1, { name: 'Bash' }),
  record(2, 0),
);
const scene = sceneOf(family);
const go = (pid: number) => ({ kind: 'go', to: idOf(pid) });

test('up and down go through the tree in reading order and end at its ends', () => {
  expect(moveFor(scene, idOf(10), 'ArrowDown')).toEqual(go(11));
  expect(moveFor(scene, idOf(20), 'ArrowUp')).toEqual(go(12));
  expect(moveFor(scene, idOf(1), 'ArrowUp')).toBeUndefined();
  expect(moveFor(scene, idOf(2), 'ArrowDown')).toBeUndefined();
  expect(moveFor(scene, undefined, 'ArrowDown')).toEqual(go(1));
});

test('left folds, then goes to the parent; right unfolds, then goes to the first child', () => {
  expect(moveFor(scene, idOf(10), 'ArrowLeft')).toEqual({ kind: 'fold', id: idOf(10), folded: true });
  expect(moveFor(scene, idOf(12), 'ArrowLeft')).toEqual(go(10));
  expect(moveFor(scene, idOf(10), 'ArrowRight')).toEqual(go(11));
  expect(moveFor(scene, idOf(12), 'ArrowRight')).toBeUndefined();
  const folded = sceneOf(family, { ...noFolds, folded: new Set([idOf(10)]) });
  expect(moveFor(folded, idOf(10), 'ArrowLeft')).toEqual(go(1));
  expect(moveFor(folded, idOf(10), 'ArrowRight')).toEqual({ kind: 'fold', id: idOf(10), folded: false });
});

test('Home and End go to the first and the last', () => {
  expect(moveFor(scene, idOf(12), 'Home')).toEqual(go(1));
  expect(moveFor(scene, idOf(12), 'End')).toEqual(go(2));
});

test('other keys are somebody else’s', () => {
  expect(moveFor(scene, idOf(12), 'Tab')).toBeUndefined();
});

test('letters find the next name that starts with them, in any case, round the end', () => {
  expect(findByName(scene, idOf(1), 'b')).toBe(idOf(10));
  expect(findByName(scene, idOf(10), 'b')).toBe(idOf(20));
  expect(findByName(scene, idOf(20), 'b')).toBe(idOf(10));
  expect(findByName(scene, idOf(10), 'bb')).toBe(idOf(20));
  expect(findByName(scene, idOf(11), 'py')).toBe(idOf(11));
  expect(findByName(scene, idOf(11), 'pe')).toBe(idOf(12));
  expect(findByName(scene, idOf(1), 'zz')).toBeUndefined();
});
