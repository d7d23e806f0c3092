import { expect, test } from 'vitest';
import { mapInSlices } from './map-in-slices';

test('all are mapped in order, and others get their turn in between', async () => {
  const told: string[] = [];
  setImmediate(() => told.push('somebody else'));
  const options = { sliceMs: -1, onResume: () => told.push('resumed') };
  const mapped = await mapInSlices(['a', 'b'], (item) => told.push(item) && item.toUpperCase(), options);
  expect(mapped).toEqual(['A', 'B']);
  expect(told).toEqual(['somebody else', 'resumed', 'a', 'resumed', 'b']);
});

test('a few are mapped without a pause', async () => {
  const told: string[] = [];
  const work = mapInSlices(['a', 'b'], (item) => told.push(item), { sliceMs: Number.POSITIVE_INFINITY });
  expect(told).toEqual(['a', 'b']);
  expect(await work).toEqual([1, 2]);
});
