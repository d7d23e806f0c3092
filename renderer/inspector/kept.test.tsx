// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFakeApp, createStore, feed, NOW, process, renderInApp } from '../app/app.fixture';
import { Descriptors } from './descriptors';
import { Environment } from './environment';
import { Resources } from './resources';
import type { SectionName } from './section';
import { type Depth, DepthContext } from './use-depth';

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const node = process(70, 1, { name: 'node' });
const live: Depth = { facts: undefined, failure: undefined, canAsk: true, isLive: true, isRecording: false };

/** Each question gets the next answer, and the last one for ever. */
async function show(name: SectionName, element: ReactNode, channel: string, answers: readonly (() => unknown)[]) {
  const store = createStore();
  feed(store, [{ kind: 'checkpoint', processes: [node] }]);
  if (!store.getState().openSections.includes(name)) store.getState().toggleSection(name);
  let asked = 0;
  const answer = () => answers[Math.min(asked++, answers.length - 1)]?.();
  const app = createFakeApp({ [channel]: answer });
  renderInApp(<DepthContext value={live}>{element}</DepthContext>, { store, app });
  await pass(0);
}

async function pass(ms: number): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(ms));
}

const ended = () => ({ ok: true, value: { hidden: 'zombie' } });
const descriptor = { number: 7, kind: 'file', target: '/etc/hosts', more: [] };
const descriptors = () => ({ ok: true, value: { value: { descriptors: [descriptor], next: 1, total: 1 } } });
const variables = () => ({
  ok: true,
  value: { value: { variables: [{ name: 'HOME', length: 5 }], next: 1, total: 1, bytes: 11, cut: false } },
});
const died = () => {
  throw new Error('the thread has died');
};

test('the descriptors of a process that becomes a zombie stay, as of when they were read', async () => {
  await show('descriptors', <Descriptors process={node} />, 'inspect:descriptors', [descriptors, ended]);
  expect(screen.queryByText(/^As last read at/)).toBeNull();
  await pass(3_000);
  expect(screen.getByText('/etc/hosts')).toBeTruthy();
  expect(screen.getByText('As last read at 08:14:03.')).toBeTruthy();
});

test('so does its environment, though no value can be shown any more', async () => {
  await show('environment', <Environment process={node} />, 'inspect:environment', [variables, ended]);
  fireEvent.click(screen.getByRole('button', { name: 'Show values' }));
  await pass(0);
  expect(screen.getByText('HOME')).toBeTruthy();
  expect(screen.getByText('As last read at 08:14:03.')).toBeTruthy();
});

test('a figure stays too, with the moment that it is of', async () => {
  const memory = { rss: 9, pss: 2_048, privateBytes: 1_024, shared: 0, swap: 0 };
  const known = () => ({ ok: true, value: { value: memory } });
  await show('resources', <Resources process={node} />, 'inspect:memory', [known, known, ended]);
  const shown = () => screen.getByText('proportional (PSS)').nextElementSibling?.textContent;
  const before = shown();
  expect(before).toContain('of it private');
  await pass(5_000);
  expect(shown()).toBe(before);
  await pass(5_000);
  expect(shown()).toBe(`${before} as of 08:14:08`);
});

test.each([
  ['descriptors', 'inspect:descriptors', <Descriptors key="" process={node} />, descriptors, '/etc/hosts'],
  ['environment', 'inspect:environment', <Environment key="" process={node} />, variables, 'HOME'],
] as const)('%s that nobody answered for are not being read for ever, and are asked for again', async (...given) => {
  const [name, channel, element, answer, text] = given;
  await show(name, element, channel, [died, answer]);
  expect(screen.queryByText('reading…')).toBeNull();
  expect(screen.getByText(/^refused/)).toBeTruthy();
  await pass(2_000);
  expect(screen.getByText(text)).toBeTruthy();
});
