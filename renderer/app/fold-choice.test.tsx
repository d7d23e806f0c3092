// @vitest-environment jsdom
import { act, cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { createStore, idOf, renderInApp } from './app.fixture';
import { FoldChoice } from './fold-choice';

afterEach(cleanup);

test('how far the tree is open is chosen here, but not while a search decides that', async () => {
  const store = createStore();
  renderInApp(<FoldChoice />, { store });
  const two = () => screen.getByRole<HTMLInputElement>('radio', { name: '2' });
  await userEvent.click(two());
  expect(store.getState().folds.depth).toBe(2);
  store.getState().setFolded(idOf(10), true);
  act(() => store.getState().askQuery('make'));
  expect(screen.getByText(/While you search/)).toBeTruthy();
  await userEvent.click(screen.getByRole('radio', { name: 'All' }));
  await userEvent.click(screen.getByRole('checkbox', { name: /identical siblings/ }));
  expect(store.getState().folds.folded).toEqual(new Set([idOf(10)]));
  expect(two().checked).toBe(true);
  act(() => store.getState().askQuery(''));
  await userEvent.click(screen.getByRole('radio', { name: 'All' }));
  expect(store.getState().folds.depth).toBe('all');
});
