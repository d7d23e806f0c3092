// @vitest-environment jsdom
import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ThreadsReply } from '#shared/ipc/contract';
import { createFakeApp, createStore, feed, process, renderInApp } from '../app/app.fixture';
import { Threads } from './threads';
import { DepthContext } from './use-depth';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const node = process(70, 1, { name: 'node', threads: 2 });
const worker = { tid: 71, name: 'libuv-worker', state: 'sleeping', cpuMs: 2_030 } as const;
const listed = (...names: readonly string[]): ThreadsReply => {
  const threads = names.map((name, at) => ({ ...worker, name, tid: 71 + at }));
  return { ok: true, value: { threads, total: threads.length } };
};

async function show(answer: () => ThreadsReply | Promise<ThreadsReply>, canAsk = true) {
  const app = createFakeApp({ 'process:threads': answer });
  const store = createStore();
  feed(store, [{ kind: 'checkpoint', processes: [node] }]);
  store.getState().toggleSection('threads');
  const depth = { facts: undefined, failure: undefined, canAsk, isLive: canAsk, isRecording: false };
  const element = (
    <DepthContext value={depth}>
      <Threads process={node} />
    </DepthContext>
  );
  renderInApp(element, { app, store });
  await pass(0);
  return { app, store };
}

/** Lets time pass, and what was asked meanwhile be answered. */
async function pass(ms: number): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(ms));
}

const names = () => screen.getAllByRole('row').map((row) => row.querySelector('td')?.textContent);

describe('the threads in the inspector', () => {
  test('are shown with all that is known of each, and their number while they are folded away', async () => {
    const { app, store } = await show(() => listed('libuv-worker'));
    expect(app.asked).toEqual([{ name: 'process:threads', args: { id: node.id } }]);
    const cells = screen.getAllByRole('cell').map(({ textContent }) => textContent);
    expect(cells).toEqual(['libuv-worker', '71', 'sleeping', '2.03s']);
    act(() => store.getState().toggleSection('threads'));
    expect(screen.queryByRole('table')).toBeNull();
    expect(screen.getByRole('button', { name: /^Threads ?2$/ })).toBeTruthy();
    await pass(10_000);
    expect(app.asked).toHaveLength(1);
  });

  test('are read anew as long as they are shown', async () => {
    const answers = [listed('first'), listed('first', 'second')];
    await show(() => answers.shift() ?? listed());
    expect(names()).toEqual([undefined, 'first']);
    await pass(2_000);
    expect(names()).toEqual([undefined, 'first', 'second']);
  });

  test('stay when the process has ended', async () => {
    const answers = [listed('first')];
    const { app } = await show(() => answers.shift() ?? { ok: false, code: 'gone' });
    await pass(10_000);
    expect(names()).toEqual([undefined, 'first']);
    expect(app.asked).toHaveLength(2);
  });

  test('say that they are being read', async () => {
    await show(() => new Promise(() => undefined));
    expect(screen.getByText('reading…')).toBeTruthy();
  });

  test('say when they are not all', async () => {
    await show(() => ({ ok: true, value: { threads: [worker], total: 5_000 } }));
    expect(screen.getByText('The first 1 of 5,000 threads.')).toBeTruthy();
  });

  test.each([
    ['gone', 'it had ended before this was read'],
    ['permission', 'belongs to another user'],
    ['not-offered', 'not offered by this system'],
  ] as const)('say why they cannot be listed: %s', async (code, words) => {
    await show(() => ({ ok: false, code }));
    expect(screen.getByText(words)).toBeTruthy();
  });

  test('say so when no answer comes, and are asked for again', async () => {
    const answers = [listed('late')];
    let asked = 0;
    await show(() => {
      asked += 1;
      if (asked === 1) throw new Error('the thread has died');
      return answers[0] as ThreadsReply;
    });
    expect(screen.getByText(/^refused/)).toBeTruthy();
    await pass(2_000);
    expect(names()).toEqual([undefined, 'late']);
  });

  test('of a process that had ended before anybody asked are gone', async () => {
    const { app } = await show(() => listed('x'), false);
    expect(screen.getByText('it had ended before this was read')).toBeTruthy();
    expect(app.asked).toEqual([]);
  });
});
