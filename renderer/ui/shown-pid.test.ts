import { expect, test } from 'vitest';
import { record, tableOf } from '#shared/tree/trees.fixture';
import { pidSeenBy } from './shown-pid';

test('a process of the lab calls its parent, group and session by the pids that it knows itself', () => {
  const init = record(4_100, 77, { birth: '0', nsPid: 1 });
  const root = record(4_101, 4_100, { birth: '1', nsPid: 2, pgid: 4_101, sid: 4_100 });
  const table = tableOf(init, root);
  expect([root.ppid, root.pgid, root.sid].map((pid) => pidSeenBy(table, root, pid ?? 0))).toEqual([1, 2, 1]);
  // Of somebody outside of the run only the computer's pid is known.
  expect(pidSeenBy(table, init, init.ppid)).toBe(77);
});

test('a process of this computer calls everybody as the computer does', () => {
  const inContainer = record(4_101, 4_100, { nsPid: 2, pgid: 4_100 });
  const table = tableOf(record(4_100, 77, { nsPid: 1 }), inContainer);
  expect(pidSeenBy(table, inContainer, 4_100)).toBe(4_100);
});
