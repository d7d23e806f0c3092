// @vitest-environment jsdom
import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Announcer, GATHER_MS } from './announcer';
import { createStore, feed, idOf, process, renderInApp } from './app.fixture';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function listening() {
  const store = createStore();
  renderInApp(<Announcer />, { store });
  const zombies = [30, 31].map((pid) => process(pid, 1, { state: 'zombie' }));
  act(() =>
    feed(store, [{ kind: 'checkpoint', processes: [process(1, 0), ...zombies, process(40, 1), process(41, 40)] }]),
  );
  return store;
}

const heard = () => {
  act(() => vi.advanceTimersByTime(GATHER_MS));
  return screen.getByRole('status').textContent;
};

test('what was there from the beginning is not news', () => {
  listening();
  expect(heard()).toBe('');
});

test('zombies, orphans and reaping are told, gathered into one message', () => {
  const store = listening();
  act(() => feed(store, [{ kind: 'exit', id: idOf(40) }]));
  act(() => feed(store, [{ kind: 'adopted', id: idOf(41), from: idOf(40), to: idOf(1), ppid: 1, role: 'init' }]));
  act(() => feed(store, [{ kind: 'reaped', id: idOf(30) }]));
  expect(screen.getByRole('status').textContent).toBe('');
  expect(heard()).toBe('New zombie: sleep, 40. New orphan: sleep, 41. 1 zombie reaped.');
});

test('many of a kind are counted, and the last news stays until there is other', () => {
  const store = listening();
  act(() =>
    feed(store, [
      { kind: 'exit', id: idOf(40) },
      { kind: 'exit', id: idOf(41) },
    ]),
  );
  expect(heard()).toBe('2 new zombies.');
  act(() => feed(store, [{ kind: 'sampled', ids: [], cpu: [], rssBytes: [] }]));
  expect(heard()).toBe('2 new zombies.');
});

test('what is to be seen on another page, or at another moment, is not news', () => {
  const store = listening();
  act(() => store.getState().showPage('recordings'));
  act(() => store.getState().showPage('live'));
  act(() => feed(store, [{ kind: 'exit', id: idOf(40) }]));
  expect(heard()).toBe('New zombie: sleep, 40.');
  act(() => store.getState().moveCursor(1));
  act(() => store.getState().resume());
  expect(heard()).toBe('New zombie: sleep, 40.');
});

test('the same news again is another message', () => {
  const store = listening();
  act(() => feed(store, [{ kind: 'reaped', id: idOf(30) }]));
  expect(heard()).toBe('1 zombie reaped.');
  const first = screen.getByText('1 zombie reaped.');
  act(() => feed(store, [{ kind: 'reaped', id: idOf(31) }]));
  expect(heard()).toBe('1 zombie reaped.');
  expect(screen.getByText('1 zombie reaped.')).not.toBe(first);
});
