// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import type { Exploration } from '#shared/explore/exploration';
import { createFakeApp, createStore, type FakeApp, renderInApp } from '../app/app.fixture';
import { plannedStart } from '../lab/lab-commands';
import type { AppStore } from '../store/app-store';
import { explorationKey } from '../store/exploration-slice';
import { OutputsPanel } from './outputs-panel';

const found: Exploration = {
  complete: false,
  reason: 'free-runs-differ',
  runs: 4,
  freeRuns: 20,
  outputs: [{ text: 'ab\n', schedule: ['1', '1.1', '1'], freeCount: 19 }],
  unexplained: [{ text: 'aab\n', freeCount: 1 }],
  expected: 0,
  deterministic: true,
  stuck: [],
};

let store: AppStore;
let app: FakeApp;

function know(known: { readonly found?: Exploration; readonly request?: string }): void {
  const key = explorationKey(plannedStart(store.getState()));
  store.getState().setExploration(key, { found: undefined, request: undefined, failure: undefined, ...known });
}

beforeEach(() => {
  store = createStore();
  app = createFakeApp();
});

const ask = (text: string) => userEvent.type(screen.getByLabelText('Is this output possible?'), text);

test('an output that is possible is answered with its schedule, to be copied as a file', async () => {
  know({ found });
  renderInApp(<OutputsPanel />, { store, app });
  await ask('ab');
  expect(screen.getByText('1 1.1 1')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: /^Copy for/ }));
  expect(app.asked).toContainEqual({ name: 'action:copy', args: { text: '["1","1.1","1"]' } });
});

test('what only a free run gave is possible too, without a schedule, and cannot be realised', async () => {
  know({ found });
  renderInApp(<OutputsPanel />, { store, app });
  expect(screen.getByText('1 of 20 free runs, by no schedule that was tried')).toBeTruthy();
  expect(screen.getAllByRole('button', { name: /^Realise/ })).toHaveLength(1);
  await ask('aab');
  expect(screen.getByText(/^Yes: a free run gave it/)).toBeTruthy();
});

test('one that is under way can be stopped by its own name; another program has its own', async () => {
  know({ request: 'this-one' });
  renderInApp(<OutputsPanel />, { store, app });
  await userEvent.click(screen.getByRole('button', { name: 'Stop' }));
  expect(app.asked).toContainEqual({ name: 'explore:stop', args: { id: 'this-one' } });
  store.getState().openDemo('another');
  expect(await screen.findByRole('button', { name: 'Find every output' })).toBeTruthy();
});
