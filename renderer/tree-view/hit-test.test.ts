import { expect, test } from 'vitest';
import { CARD_HEIGHT, CARD_WIDTH } from '#shared/layout/scene';
import { idOf, noFolds, record, sceneOf, tableOf } from '#shared/tree/trees.fixture';
import { hitTest } from './hit-test';

const family = tableOf(record(1, 0), record(10, 1), record(11, 1));
const scene = sceneOf(family);

test('a point on a card is that card, up to its edge', () => {
  expect(hitTest(scene, { x: 5, y: 5 })).toEqual({ id: idOf(1), part: 'card' });
  expect(hitTest(scene, { x: 240, y: 56 + CARD_HEIGHT })).toEqual({ id: idOf(11), part: 'card' });
});

test('a point on the ground is nothing', () => {
  expect(hitTest(scene, { x: 5, y: CARD_HEIGHT + 1 })).toBeUndefined();
  expect(hitTest(scene, { x: -1, y: 5 })).toBeUndefined();
});

test('the chevron lies half on the card and half off it', () => {
  const y = CARD_HEIGHT / 2;
  for (const x of [CARD_WIDTH - 10, CARD_WIDTH + 10])
    expect(hitTest(scene, { x, y })).toEqual({ id: idOf(1), part: 'fold' });
  expect(hitTest(scene, { x: CARD_WIDTH + 20, y })).toBeUndefined();
  expect(hitTest(scene, { x: CARD_WIDTH - 5, y: 2 })).toEqual({ id: idOf(1), part: 'card' });
});

test('folded, the number beside the chevron belongs to it', () => {
  const folded = sceneOf(family, { ...noFolds, folded: new Set([idOf(1)]) });
  expect(hitTest(folded, { x: CARD_WIDTH + 30, y: CARD_HEIGHT / 2 })).toEqual({ id: idOf(1), part: 'fold' });
});

test('a card without children has no chevron', () => {
  expect(hitTest(scene, { x: 240 + CARD_WIDTH - 2, y: CARD_HEIGHT / 2 })).toEqual({ id: idOf(10), part: 'card' });
});
