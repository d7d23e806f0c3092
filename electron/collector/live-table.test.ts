import { expect, test } from 'vitest';
import { recordOf } from '#shared/events/sighting';
import { sighting } from '#shared/events/sightings.fixture';
import { createLiveTable } from './live-table';

test('children are known by their parent as long as both live, whoever ends first', () => {
  const live = createLiveTable();
  const [parent, child] = [sighting(10, 1), sighting(20, 10)];
  live.add({ kind: 'fork', process: recordOf(parent, 0, { parent: undefined, originalParent: undefined }) }, 0);
  live.add({ kind: 'fork', process: recordOf(child, 0, { parent: parent.id, originalParent: parent.id }) }, 0);
  expect(live.childrenOf(parent.id).map(({ pid }) => pid)).toEqual([20]);
  live.add({ kind: 'exit', id: parent.id }, 1);
  expect(live.zombies).toEqual(new Set([parent.id]));
  live.add({ kind: 'reaped', id: parent.id }, 1);
  expect(live.childrenOf(parent.id)).toEqual([]);
  live.add({ kind: 'exit', id: child.id }, 1);
  // The dead parent has no place in the index any more.
  expect(live.childrenOf(parent.id)).toEqual([]);
  live.add({ kind: 'reaped', id: child.id }, 1);
  expect(live.zombies.size).toBe(0);
  expect(live.ofPid(20)).toBeUndefined();
});
