// @vitest-environment jsdom
import { act, cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { RunFailure, RunOutcome } from '#shared/ipc/contract';
import { createFakeApp, createStore, feed, idOf, process, renderInApp, runFacts } from '../app/app.fixture';
import { RunPanel } from './run-panel';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** The last live region: the first is what n comes to. */
const note = () => screen.getAllByRole('status').at(-1)?.textContent;
const running = { kind: 'running', ...runFacts } as const;

describe('the run panel', () => {
  test('says what n comes to, and asks for exactly what was chosen', async () => {
    const person = userEvent.setup();
    const app = createFakeApp({ 'run:start': () => ({ ok: true, value: runFacts }) });
    const { store } = renderInApp(<RunPanel />, { app });
    expect(screen.getByText('2³ = 8 processes')).toBeTruthy();
    await person.click(screen.getByRole('radio', { name: '5' }));
    await person.click(screen.getByRole('radio', { name: 'Children leave first' }));
    await person.click(screen.getByRole('radio', { name: '30s' }));
    expect(screen.getByText('2⁵ = 32 processes')).toBeTruthy();
    await person.click(screen.getByRole('button', { name: 'Run' }));
    expect(app.asked).toEqual([{ name: 'run:start', args: { variant: 'zombie', rounds: 5, holdSeconds: 30 } }]);
    expect(store.getState().run).toMatchObject({ kind: 'running', root: runFacts.root });
  });

  test('does not bring back a run whose end was told before the answer came', async () => {
    const store = createStore();
    const app = createFakeApp({
      'run:start': () => {
        store.getState().receiveRun({ kind: 'ended', outcome: 'finished', ...runFacts });
        return { ok: true, value: runFacts };
      },
    });
    renderInApp(<RunPanel />, { app, store });
    await userEvent.click(screen.getByRole('button', { name: 'Run' }));
    expect(store.getState().run.kind).toBe('ended');
  });

  test.each([
    ['en', 'Run', 'Python 3 was not found'],
    ['zh', '运行', '没有找到 Python 3'],
  ] as const)('tells in %s what to do when there is no Python', async (language, run, sentence) => {
    const app = createFakeApp({ 'run:start': () => ({ ok: false, code: 'python-missing' }) });
    renderInApp(<RunPanel />, { app, language });
    await userEvent.click(screen.getByRole('button', { name: run }));
    const alert = screen.getByRole('alert');
    expect(alert.textContent).toContain(sentence);
    for (const command of ['sudo apt install python3', 'sudo dnf install python3', 'sudo pacman -S python']) {
      expect(alert.textContent).toContain(command);
    }
  });

  test('has a sentence for every failure and every outcome, with the reason where there is one', () => {
    const failures: RunFailure[] = ['python-too-old', 'unsupported-platform', 'already-running', 'start-failed'];
    const { store } = renderInApp(<RunPanel />);
    for (const code of failures) {
      act(() => store.getState().reportRunFailure({ code, detail: 'ENOENT\n' }));
      expect(screen.getByRole('alert').textContent).toMatch(/^\S.*\..*ENOENT‹LF›$/);
    }
    const outcomes: RunOutcome[] = ['finished', 'stopped', 'time-limit', 'process-limit', 'broken'];
    for (const outcome of outcomes) {
      act(() => store.getState().receiveRun({ kind: 'ended', outcome, detail: 'why', ...runFacts }));
      expect(note()?.endsWith('why')).toBe(!['finished', 'stopped'].includes(outcome));
      expect(screen.queryByRole('alert')).toBeNull();
    }
  });

  test('turns a request that fails by itself into a failure that can be read', async () => {
    const app = createFakeApp({
      'run:start': () => {
        throw new Error('no answer');
      },
    });
    renderInApp(<RunPanel />, { app });
    await userEvent.click(screen.getByRole('button', { name: 'Run' }));
    expect(screen.getByRole('alert').textContent).toContain('no answer');
  });

  test('counts the processes of the run: alive, orphans, zombies, ended', () => {
    const store = createStore();
    store.getState().receiveRun({ ...running, processLimit: 4 });
    feed(store, [{ kind: 'checkpoint', processes: [process(1, 0), process(900, 1), process(55, 1)] }]);
    for (const [pid, ppid] of [
      [901, 900],
      [902, 900],
      [903, 901],
    ] as const) {
      feed(store, [{ kind: 'fork', process: process(pid, ppid, { bornInSight: true, originalParent: idOf(ppid) }) }]);
    }
    renderInApp(<RunPanel />, { store });
    expect(screen.getByText('4 of 4 alive')).toBeTruthy();
    act(() =>
      feed(store, [
        { kind: 'exit', id: idOf(902) },
        { kind: 'exit', id: idOf(901) },
        { kind: 'adopted', id: idOf(903), from: idOf(901), to: idOf(1), ppid: 1, role: 'init' },
        { kind: 'reaped', id: idOf(901) },
      ]),
    );
    expect(screen.getByText('2 of 4 alive')).toBeTruthy();
    for (const text of ['Z 1 zombie', '⤴ 1 orphan', '1 ended']) expect(screen.getByText(text)).toBeTruthy();
  });

  test('shows the time that is left, second by second', () => {
    vi.useFakeTimers({ now: runFacts.startedAt + 2_000 });
    const store = createStore();
    store.getState().receiveRun(running);
    renderInApp(<RunPanel />, { store });
    expect(screen.getByRole('progressbar').getAttribute('aria-valuetext')).toBe('about 8s left');
    act(() => vi.advanceTimersByTime(3_000));
    expect(screen.getByRole('progressbar').getAttribute('aria-valuetext')).toBe('about 5s left');
    act(() => vi.advanceTimersByTime(60_000));
    expect(screen.getByRole('progressbar').getAttribute('aria-valuetext')).toBe('ending…');
  });

  test('ends all with one click, and says so when it is over', async () => {
    const store = createStore();
    store.getState().receiveRun(running);
    const app = createFakeApp();
    renderInApp(<RunPanel />, { store, app });
    await userEvent.click(screen.getByRole('button', { name: 'Stop and end all' }));
    expect(app.asked).toEqual([{ name: 'run:stop', args: undefined }]);
    expect(screen.getByRole('button', { name: 'Stopping…' }).hasAttribute('disabled')).toBe(true);
    act(() => store.getState().receiveRun({ kind: 'ended', outcome: 'stopped', ...runFacts }));
    expect(note()).toContain('You stopped the run');
    expect(screen.getByRole('button', { name: 'Run' })).toBeTruthy();
  });
});
