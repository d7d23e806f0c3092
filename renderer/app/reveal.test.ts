import { describe, expect, test } from 'vitest';
import { selectScene } from '../store/selectors';
import { createStore, feed, idOf, process } from './app.fixture';
import { revealProcess } from './reveal';

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
  store.getState().receiveOwnUid(1_000);
  return store;
}

type Store = ReturnType<typeof populated>;
const isShown = (store: Store, pid: number) => selectScene(store.getState()).nodes.has(idOf(pid));

describe('what hides a revealed process is taken away', () => {
  test('a search that has not found it, not one that has or that it leads to', () => {
    const store = populated();
    store.getState().askQuery('make');
    revealProcess(store, idOf(20));
    expect(store.getState().queryText).toBe('make');
    revealProcess(store, idOf(30));
    expect(store.getState().queryText).toBe('');
    expect(isShown(store, 30)).toBe(true);
  });

  test('the switch that leaves it out, and not the other', () => {
    const store = populated();
    store.getState().changeSettings({ onlyMine: true, hideKernelThreads: true });
    revealProcess(store, idOf(30));
    expect(isShown(store, 30)).toBe(true);
    expect(store.getState()).toMatchObject({ onlyMine: false, hideKernelThreads: true });
    revealProcess(store, idOf(3));
    expect(isShown(store, 3)).toBe(true);
    expect(store.getState()).toMatchObject({ onlyMine: false, hideKernelThreads: false });
    store.getState().changeSettings({ onlyMine: true, hideKernelThreads: true });
    revealProcess(store, idOf(3));
    expect(isShown(store, 3)).toBe(true);
  });

  test('a subtree looked at alone that it is not in', () => {
    const store = populated();
    store.getState().focusOn(idOf(20));
    revealProcess(store, idOf(21));
    expect(isShown(store, 1)).toBe(false);
    revealProcess(store, idOf(30));
    expect(isShown(store, 30)).toBe(true);
  });

  test('nothing, for one that is not there', () => {
    const store = populated();
    store.getState().askQuery('make');
    store.getState().changeSettings({ onlyMine: true });
    revealProcess(store, idOf(99));
    expect(store.getState()).toMatchObject({ queryText: 'make', onlyMine: true });
  });
});

test('only what is folded is unfolded, and that is not remembered as a choice by hand', () => {
  const store = populated();
  store.getState().setFolded(idOf(20), true);
  const { foldedLines } = store.getState();
  revealProcess(store, idOf(21));
  expect(isShown(store, 21)).toBe(true);
  expect(store.getState().folds.unfolded).toEqual(new Set([idOf(20)]));
  expect(store.getState().foldedLines).toBe(foldedLines);
});
