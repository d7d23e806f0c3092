// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { QueryBar } from '../query/query-bar';
import { selectHits } from '../store/selectors';
import { createStore, feed, idOf, NOW, process, renderInApp } from './app.fixture';
import { Counters } from './counters';

afterEach(cleanup);

const ADOPTED = { kind: 'adopted', from: idOf(20), to: idOf(1), ppid: 1, role: 'init' } as const;

/** One of each kind, and among the gone one that has just gone and one that its orphan keeps in the picture. */
function populated() {
  const store = createStore();
  feed(store, [
    {
      kind: 'checkpoint',
      processes: [
        process(1, 0, { name: 'init' }),
        process(20, 1),
        process(30, 20),
        process(31, 1, { state: 'zombie' }),
        process(32, 1, { state: 'disk-sleep' }),
        process(33, 1, { state: 'stopped' }),
        process(40, 1),
      ],
    },
    { kind: 'exit', id: idOf(20) },
    { ...ADOPTED, id: idOf(30) },
    { kind: 'reaped', id: idOf(20) },
  ]);
  const later = NOW + 2 * store.getState().fadeMs;
  feed(
    store,
    [
      { kind: 'fork', process: process(50, 1, { bornInSight: true, seenAt: later }) },
      { kind: 'exit', id: idOf(40) },
      { kind: 'reaped', id: idOf(40) },
    ],
    later,
  );
  return store;
}

test.each(['zombie', 'orphan', 'in disk sleep', 'stopped', 'new', 'gone'])(
  'the number on “%s” is the number of matches that it leads to',
  async (word) => {
    const { store } = renderInApp(
      <>
        <Counters />
        <QueryBar />
      </>,
      { store: populated() },
    );
    await userEvent.click(screen.getByRole('button', { name: `1 ${word}` }));
    expect(selectHits(store.getState())).toHaveLength(1);
    expect(screen.getByText('1 match')).toBeTruthy();
  },
);
