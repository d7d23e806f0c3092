import { describe, expect, test } from 'vitest';
import { createStore, feed, idOf, process } from '../app/app.fixture';
import { selectFolds, selectHits, selectMatches, selectScene } from './selectors';

function populated() {
  const store = createStore();
  feed(store, [
    {
      kind: 'checkpoint',
      processes: [
        process(1, 0, { name: 'init', uid: 0 }),
        process(2, 0, { name: 'kthreadd', kernelThread: true, uid: 0 }),
        process(3, 2, { name: 'kworker', kernelThread: true, uid: 0 }),
        process(20, 1, { name: 'bash' }),
        process(21, 20, { name: 'make' }),
        process(30, 1, { name: 'sshd', uid: 0 }),
      ],
    },
  ]);
  return store;
}

const shown = (store: ReturnType<typeof populated>) =>
  [...selectScene(store.getState()).nodes.values()].map(({ process: { pid } }) => pid);
const pids = (ids: readonly string[]) => ids.map((id) => Number.parseInt(id, 10));

describe('a search', () => {
  test('shows the matches and what leads to them, and counts the matches alone', () => {
    const store = populated();
    expect(selectMatches(store.getState())).toBeUndefined();
    store.getState().askQuery('make or sshd');
    expect(shown(store)).toEqual([1, 20, 21, 30]);
    expect(pids(selectHits(store.getState()))).toEqual([21, 30]);
    store.getState().askQuery('');
    expect(shown(store)).toEqual([1, 20, 21, 30, 2]);
    expect(selectHits(store.getState())).toEqual([]);
  });

  test('opens what was folded, and folds by hand only until it is over', () => {
    const store = populated();
    store.getState().setFolded(idOf(20), true);
    expect(shown(store)).not.toContain(21);
    store.getState().askQuery('make');
    expect(shown(store)).toEqual([1, 20, 21]);
    store.getState().setFolded(idOf(1), true);
    expect(shown(store)).toEqual([1]);
    store.getState().askQuery('kworker');
    expect(shown(store)).toEqual([2, 3]);
    store.getState().askQuery('');
    expect(selectFolds(store.getState()).folded).toEqual(new Set([idOf(20)]));
    expect(shown(store)).toContain(20);
  });

  test('that makes no sense at the moment leaves the last good one in force', () => {
    const store = populated();
    store.getState().askQuery('make');
    store.getState().askQuery('make cpu>');
    expect(store.getState().queryError).toMatchObject({ code: 'missing-value', span: { from: 8, to: 9 } });
    expect(shown(store)).toEqual([1, 20, 21]);
    store.getState().askQuery('make cpu>=0 or sshd');
    expect(store.getState().queryError).toBeUndefined();
  });

  test('by one click asks for one thing, and by another for everything again', () => {
    const store = populated();
    store.getState().toggleQuery('zombie');
    expect(store.getState().queryText).toBe('zombie');
    store.getState().toggleQuery('orphan');
    expect(store.getState().queryText).toBe('orphan');
    store.getState().toggleQuery('orphan');
    expect(store.getState().queryText).toBe('');
  });
});

test('the switches leave out the processes of others and kernel threads', () => {
  const store = populated();
  store.getState().receiveOwnUid(1_000);
  store.getState().changeSettings({ onlyMine: true });
  expect(shown(store)).toEqual([1, 20, 21]);
  expect(selectMatches(store.getState())).toEqual(new Set([idOf(20), idOf(21)]));
  store.getState().changeSettings({ onlyMine: false, hideKernelThreads: true });
  expect(shown(store)).toEqual([1, 20, 21, 30]);
});
