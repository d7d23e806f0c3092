// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { createStore, feed, idOf, process, renderInApp } from './app.fixture';
import { Breadcrumb } from './breadcrumb';

afterEach(cleanup);

test.each([
  ['en', '13 more in between'],
  ['zh', '中间还有 13 个'],
] as const)('a long path is shortened in the middle, in %s', (language, title) => {
  const store = createStore();
  const chain = Array.from({ length: 20 }, (_, index) => process(index + 1, index, { name: `p${index + 1}` }));
  feed(store, [{ kind: 'checkpoint', processes: chain }]);
  store.getState().select(idOf(20));
  renderInApp(<Breadcrumb />, { store, language });
  expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([
    'p1',
    ...['p15', 'p16', 'p17', 'p18', 'p19'],
  ]);
  expect(screen.getByTitle(title).textContent).toBe('…');
});
