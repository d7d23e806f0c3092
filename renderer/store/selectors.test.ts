import { describe, expect, test } from 'vitest';
import { connectNodes } from '#shared/layout/connect-nodes';
import { createStore, feed, idOf, NOW, process, runningLab } from '../app/app.fixture';
import { createRowModel } from '../tree-table/row-model';
import {
  selectCounters,
  selectFocus,
  selectFrozenMoment,
  selectHits,
  selectIsFocusLost,
  selectRunMembers,
  selectScene,
  selectSelectedProcess,
  selectTable,
} from './selectors';

/** init → shell → parent → child; then the parent ends and the child is adopted; another child becomes a zombie. */
function lifeOfAFamily() {
  const store = createStore();
  feed(store, [{ kind: 'checkpoint', processes: [process(1, 0), process(10, 1)] }]);
  for (const [pid, ppid] of [
    [20, 10],
    [30, 20],
    [31, 10],
  ] as const) {
    feed(store, [{ kind: 'fork', process: process(pid, ppid, { bornInSight: true, originalParent: idOf(ppid) }) }]);
  }
  feed(store, [
    { kind: 'exit', id: idOf(20), exit: { code: 0 } },
    { kind: 'adopted', id: idOf(30), from: idOf(20), to: idOf(1), ppid: 1, role: 'init' },
    { kind: 'reaped', id: idOf(20) },
    { kind: 'exit', id: idOf(31), exit: { code: 7 } },
  ]);
  return store;
}

test('the counters count the living: zombies among them, orphans as long as they live, ghosts not', () => {
  const store = lifeOfAFamily();
  expect(selectCounters(store.getState())).toMatchObject({ processes: 4, zombies: 1, orphans: 1 });
  feed(store, [
    { kind: 'exit', id: idOf(30), exit: { code: 0 } },
    { kind: 'reaped', id: idOf(30) },
    { kind: 'reaped', id: idOf(31) },
  ]);
  expect(selectCounters(store.getState())).toMatchObject({ processes: 2, zombies: 0, orphans: 0 });
});

test('the scene has the adopted edge and the way to the ghost of the lost parent', () => {
  const scene = selectScene(lifeOfAFamily().getState());
  const edges = connectNodes(scene);
  expect(edges).toContainEqual({ kind: 'adopted', from: idOf(1), to: idOf(30) });
  expect(edges).toContainEqual({ kind: 'lost', from: idOf(20), to: idOf(30) });
  expect(scene.nodes.get(idOf(20))?.process.state).toBe('gone');
});

test('selectors give the same object again until something changes', () => {
  const store = lifeOfAFamily();
  const state = store.getState();
  for (const select of [selectTable, selectScene, selectCounters, selectRunMembers])
    expect(select(state)).toBe(select(state));
  store.getState().changeSettings({ theme: 'dark' });
  expect(selectScene(store.getState())).toBe(selectScene(state));
});

describe('a subtree looked at alone', () => {
  const shown = (store: ReturnType<typeof lifeOfAFamily>) =>
    [...selectScene(store.getState()).nodes.values()].map(({ process: { pid } }) => pid);
  const rows = (store: ReturnType<typeof lifeOfAFamily>) =>
    createRowModel()
      .rows(store.getState(), false)
      .map(({ key, level }) => [key, level]);

  function looking() {
    const store = lifeOfAFamily();
    store.getState().focusOn(idOf(10));
    return store;
  }

  test('is all that is shown, as a tree and as a table, opened whatever the depth', () => {
    const store = looking();
    expect(shown(store)).toEqual([10, 20, 31]);
    const below = [20, 31].map((pid) => [idOf(pid), 2]);
    expect(rows(store)).toEqual([[idOf(10), 1], ...below]);
    store.getState().foldTo(1);
    expect(rows(store)).toEqual([[idOf(10), 1], ...below]);
    expect(shown(store)).toEqual([10, 20, 31]);
  });

  test('is all that is searched, and is still looked at when nothing in it was found', () => {
    const store = looking();
    store.getState().askQuery('pid:1 or pid:31');
    expect(shown(store)).toEqual([10, 31]);
    expect(selectHits(store.getState())).toEqual([idOf(31)]);
    store.getState().askQuery('pid:1');
    expect(shown(store)).toEqual([]);
    expect(selectIsFocusLost(store.getState())).toBe(false);
    store.getState().askQuery('');
    expect(shown(store)).toEqual([10, 20, 31]);
  });

  test('is of its page', () => {
    const store = looking();
    store.getState().receiveEvents('lab', [{ kind: 'checkpoint', seq: 0, at: NOW, processes: [process(77, 0)] }]);
    store.getState().showPage('lab');
    expect(shown(store)).toEqual([77]);
    expect(selectIsFocusLost(store.getState())).toBe(false);
    store.getState().showPage('live');
    expect(shown(store)).toEqual([10, 20, 31]);
  });

  test('is lost when it is no more, not while a moment before its time is looked at', () => {
    const store = looking();
    feed(store, [{ kind: 'fork', process: process(40, 1) }]);
    store.getState().focusOn(idOf(40));
    expect(shown(store)).toEqual([40]);
    store.getState().moveCursor(0);
    expect(selectFocus(store.getState())).toBeUndefined();
    expect(selectIsFocusLost(store.getState())).toBe(false);
    store.getState().resume();
    feed(store, [
      { kind: 'exit', id: idOf(40), exit: { code: 0 } },
      { kind: 'reaped', id: idOf(40) },
    ]);
    feed(store, [{ kind: 'fork', process: process(41, 1) }], NOW + 60_000);
    expect(selectIsFocusLost(store.getState())).toBe(true);
    expect(shown(store)).toContain(1);
  });
});

test('a selected process stays known when it has been reaped', () => {
  const store = lifeOfAFamily();
  store.getState().select(idOf(20));
  expect(selectSelectedProcess(store.getState())).toMatchObject({ state: 'gone', exit: { code: 0 } });
});

test('paused, the picture stands still while new events are kept', () => {
  const store = lifeOfAFamily();
  store.getState().pause();
  feed(store, [{ kind: 'reaped', id: idOf(31) }], NOW + 5_000);
  expect(selectCounters(store.getState()).zombies).toBe(1);
  expect(selectFrozenMoment(store.getState())).toBe(NOW);
  store.getState().resume();
  expect(selectCounters(store.getState()).zombies).toBe(0);
  expect(selectFrozenMoment(store.getState())).toBeUndefined();
});

test('the paused picture is the same object, also when the timeline has long forgotten its moment', () => {
  const store = lifeOfAFamily();
  store.getState().pause();
  const before = store.getState();
  for (let batch = 1; batch <= 8; batch++) {
    const events = Array.from({ length: 600 }, () => ({ kind: 'changed', id: idOf(10), changes: {} }) as const);
    feed(store, events, NOW + batch * 300_000);
  }
  expect(store.getState().players.live.timeline.chunks[0]?.start.seq).toBeGreaterThan(selectTable(before).seq);
  for (const select of [selectTable, selectScene, selectCounters])
    expect(select(store.getState())).toBe(select(before));
});

test('without a collector, the picture is of its last good look', () => {
  const store = lifeOfAFamily();
  store.getState().reportCollectorFailure('exit code 1');
  expect(selectFrozenMoment(store.getState())).toBe(NOW);
});

test('the members of a run are those of the lab, and are told apart among all processes only', () => {
  const store = lifeOfAFamily();
  expect(selectRunMembers(store.getState()).size).toBe(0);
  store.getState().receiveLab(runningLab);
  store.getState().receiveLabEvents([{ kind: 'checkpoint', seq: 0, at: NOW, processes: [process(20, 10)] }]);
  expect([...selectRunMembers(store.getState())]).toEqual([idOf(20)]);
  store.getState().showPage('lab');
  expect(selectRunMembers(store.getState()).size).toBe(0);
});
