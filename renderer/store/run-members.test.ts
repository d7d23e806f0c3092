import { expect, test } from 'vitest';
import { createStore, feed, idOf, process, runFacts } from '../app/app.fixture';
import type { AppStore } from './app-store';
import { selectRunMembers } from './selectors';

function fork(pid: number, ppid: number) {
  return { kind: 'fork', process: process(pid, ppid, { bornInSight: true, originalParent: idOf(ppid) }) } as const;
}

function running(): AppStore {
  const store = createStore();
  feed(store, [{ kind: 'checkpoint', processes: [process(1, 0)] }]);
  // Events may be faster than the notice that the run has started.
  feed(store, [fork(900, 1), fork(901, 900)]);
  store.getState().receiveRun({ kind: 'running', ...runFacts, root: idOf(900) });
  return store;
}

const members = (store: AppStore) => [...selectRunMembers(store.getState())];

test('all that descend from the first process are members, in the order of birth, and nobody else', () => {
  const store = running();
  feed(store, [fork(902, 901), fork(50, 1), fork(903, 900)]);
  expect(members(store)).toEqual([900, 901, 902, 903].map(idOf));
});

test('a member stays one when those that link it to the first process are long forgotten', () => {
  const store = running();
  feed(store, [
    { kind: 'adopted', id: idOf(901), from: idOf(900), to: idOf(1), ppid: 1, role: 'init' },
    { kind: 'exit', id: idOf(900) },
    { kind: 'reaped', id: idOf(900) },
    fork(902, 901),
    { kind: 'adopted', id: idOf(902), from: idOf(901), to: idOf(1), ppid: 1, role: 'init' },
    { kind: 'exit', id: idOf(901) },
    { kind: 'reaped', id: idOf(901) },
  ]);
  // More deaths than a table remembers.
  for (let pid = 2_000; pid < 3_100; pid++) {
    feed(store, [fork(pid, 1), { kind: 'exit', id: idOf(pid) }, { kind: 'reaped', id: idOf(pid) }]);
  }
  expect(store.getState().players.live.timeline.latest.ghosts.has(idOf(900))).toBe(false);
  feed(store, [fork(5_000, 902)]);
  expect(members(store)).toEqual([900, 901, 902, 5_000].map(idOf));
});

test('a checkpoint that puts a loss right brings the members whose births were lost', () => {
  const store = running();
  const lost = process(904, 901, { bornInSight: true, originalParent: idOf(901) });
  const child = process(901, 900, { bornInSight: true, originalParent: idOf(900) });
  feed(store, [{ kind: 'checkpoint', processes: [process(1, 0), lost, child, process(900, 1)] }]);
  expect(members(store)).toEqual([900, 901, 904].map(idOf));
});

test('the set is the same object until somebody is born into it, and is kept to the end of the run', () => {
  const store = running();
  const before = selectRunMembers(store.getState());
  feed(store, [fork(60, 1)]);
  store.getState().receiveRun({ kind: 'ended', outcome: 'finished', ...runFacts, root: idOf(900) });
  expect(selectRunMembers(store.getState())).toBe(before);
  store.getState().receiveRun({ kind: 'running', ...runFacts, root: idOf(60) });
  expect(members(store)).toEqual([idOf(60)]);
});
