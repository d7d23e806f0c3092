// @vitest-environment jsdom
import { act, cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { depthFacts, statFacts } from '#shared/inspect/depth-facts.fixture';
import type { ProcessRecord } from '#shared/model/process';
import { parseStatusFacts } from '#shared/parse/proc-status';
import { statusText } from '#shared/parse/proc-status.fixture';
import { createFakeApp, createStore, feed, idOf, NOW, process, renderInApp } from '../app/app.fixture';
import type { AppStore } from '../store/app-store';
import { Inspector } from './inspector';

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date', 'setInterval', 'clearInterval'] });
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const init = process(1, 0, { name: 'systemd' });
const server = process(4102, 1, { name: 'server.py' });

function showing(selected: ProcessRecord, language: 'en' | 'zh' = 'en'): AppStore {
  const store = createStore();
  feed(store, [{ kind: 'checkpoint', processes: [init, server, selected] }]);
  store.getState().select(selected.id);
  renderInApp(<Inspector />, { store, language });
  return store;
}

/** What stands beside a label. */
function field(label: string): string | null | undefined {
  return screen.getByText(label, { selector: 'dt' }).nextElementSibling?.textContent;
}

const zombie = process(4185, 4102, {
  name: 'python3',
  user: 'alice',
  state: 'zombie',
  exit: { code: 7 },
  exitedAt: NOW - 12_000,
  cmdline: [],
  bornInSight: true,
  originalParent: idOf(4102),
});

const orphan = process(4121, 1, {
  name: 'sleep',
  user: 'alice',
  bornInSight: true,
  originalParent: idOf(4120),
  adoptions: [
    { at: NOW - 95_000, from: idOf(4120), fromName: 'python3', to: idOf(1), toName: 'systemd', role: 'init' },
  ],
});

describe('the inspector', () => {
  test('says what to do while nothing is selected', () => {
    renderInApp(<Inspector />);
    expect(screen.getByRole('region', { name: 'Details' }).textContent).toContain('Select a process');
  });

  test('explains a zombie: who must wait for it, by name and pid', () => {
    showing(zombie);
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('python3 4185');
    expect(screen.getByText('zombie · exited 12s ago with code 7 · alice')).toBeTruthy();
    const box = screen.getByRole('heading', { name: 'Why is it a zombie?' }).parentElement as HTMLElement;
    expect(box.textContent).toContain('its parent server.py 4102 is alive');
    expect(box.textContent).toContain('SIGKILL changes nothing. It goes when 4102 waits for it');
    expect(field('command line')).toBe('— it had ended before this was read');
  });

  test('explains a zombie of PID 1 without an adopter that would come after it', () => {
    showing({ ...zombie, ppid: 1, parent: idOf(1) });
    const box = screen.getByRole('heading', { name: 'Why is it a zombie?' }).parentElement;
    expect(box?.textContent).toContain('It goes when 1 waits for it. 1 must do so itself');
    expect(box?.textContent).not.toContain('adopts');
  });

  test('says of facts in depth beside a moment in the past that they are of now', async () => {
    const status = parseStatusFacts(statusText.replace(/TracerPid:.*/, 'TracerPid:\t4102'));
    const stat = { value: { ...statFacts, state: 'traced' } };
    const facts = { ...depthFacts, at: NOW, stat, status: { value: status } };
    const store = createStore();
    const traced = process(60, 4102, { state: 'traced', tty: 34_816 });
    feed(store, [{ kind: 'checkpoint', processes: [init, server, traced] }]);
    store.getState().select(traced.id);
    renderInApp(<Inspector />, { store, app: createFakeApp({ 'inspect:facts': () => ({ ok: true, value: facts }) }) });
    expect(await screen.findByText(/^Its tracer.*has stopped it/)).toBeTruthy();
    expect(screen.queryByText(/^What is read in depth/)).toBeNull();
    act(() => store.getState().pause());
    expect(
      await screen.findByText('What is read in depth is of 08:14:03, not of the moment that is shown.'),
    ).toBeTruthy();
    expect(screen.getByText(/Who that is, is not known here/)).toBeTruthy();
  });

  test('explains a zombie in Chinese', () => {
    showing(zombie, 'zh');
    expect(screen.getByText('僵尸 · 12秒前退出，退出码 7 · alice')).toBeTruthy();
    expect(screen.getByText('它为什么是僵尸进程？').parentElement?.textContent).toContain(
      '父进程 server.py 4102 还活着',
    );
  });

  test('explains an orphan: who ended, who adopted it and why that one', () => {
    showing(orphan);
    expect(screen.getByText('sleeping · orphan for 1m 35s · alice')).toBeTruthy();
    const box = screen.getByRole('heading', { name: 'Why is it an orphan?' }).parentElement;
    expect(box?.textContent).toContain(
      'Its parent python3 4120 ended at 08:12:28, and the kernel gave it to systemd 1.',
    );
    expect(box?.textContent).toContain('PID 1 adopts when no nearer ancestor has asked to.');
    expect(field('original parent')).toBe('python3 4120');
    expect(field('adoptions')).toBe('08:12:28 python3 4120 ended; taken over by systemd 1 as init, PID 1');
  });

  test('leads to the parent', async () => {
    const store = showing(zombie);
    await userEvent
      .setup({ delay: null })
      .click(screen.getAllByRole('button', { name: 'server.py 4102' })[0] as HTMLElement);
    expect(store.getState().selected).toBe(idOf(4102));
    expect(store.getState().cameraWish).toEqual({ kind: 'show', id: idOf(4102) });
  });

  test('never guesses an origin that was not seen', () => {
    showing(process(50, 1));
    expect(field('original parent')).toBe('— born before we watched');
    expect(field('born')).toBe('before we watched');
    expect(field('adoptions')).toBe('none seen');
  });

  test('gives the reason for each field that is hidden', () => {
    const none = {
      executable: undefined,
      cmdline: undefined,
      pgid: undefined,
      threads: undefined,
      rssBytes: undefined,
    };
    const hidden = {
      executable: 'permission',
      cmdline: 'kernel-thread',
      pgid: 'not-offered',
      threads: 'gone',
    } as const;
    showing(process(51, 1, { ...none, hidden }));
    expect(field('executable')).toBe('— belongs to another user');
    expect(field('command line')).toBe('— a kernel thread has none');
    expect(field('process group')).toBe('— not offered by this system');
    expect(field('threads')).toBe('— it had ended before this was read');
    expect(field('memory')).toBe('— not known');
  });

  test('tells how a reaped process ended, and later that it is forgotten', () => {
    const store = showing(process(52, 1, { name: 'cc1' }));
    act(() => {
      feed(store, [
        { kind: 'exit', id: idOf(52), exit: { signal: 9, core: false } },
        { kind: 'reaped', id: idOf(52) },
      ]);
    });
    expect(screen.getByText('gone · killed 0s ago by SIGKILL · alice')).toBeTruthy();
    expect(field('exit')).toBe('08:14:03, killed by SIGKILL');
    act(() => feed(store, [{ kind: 'sampled', ids: [], cpu: [], rssBytes: [] }], NOW + 120_000));
    expect(screen.getByText('Process 52 has ended and is no longer remembered.')).toBeTruthy();
  });

  test('lets ages grow once a second, and holds them still while the picture is paused', () => {
    const store = showing(zombie);
    act(() => vi.advanceTimersByTime(3_000));
    expect(screen.getByText(/exited 15s ago/)).toBeTruthy();
    act(() => store.getState().pause());
    act(() => vi.advanceTimersByTime(30_000));
    expect(screen.getByText(/exited 12s ago/)).toBeTruthy();
  });

  test('makes the characters visible that a name could hide behind, and folds a command line of more lines than fit', async () => {
    // jsdom has no layout.
    vi.spyOn(Element.prototype, 'scrollHeight', 'get').mockReturnValue(140);
    vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(102);
    showing(process(53, 1, { name: 'a\n\u202egpj', cmdline: ['/bin/x', 'a b', 'yyy'] }));
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('a‹LF›‹202E›gpj 53');
    expect(field('command line')).toContain("/bin/x 'a b' yyy");
    const all = screen.getByRole('button', { name: 'Show all' });
    expect(all.getAttribute('aria-expanded')).toBe('false');
    await userEvent.setup({ delay: null }).click(all);
    expect(screen.getByRole('button', { name: 'Show less' })).toBeTruthy();
  });

  test('folds no command line that fits, however long', () => {
    showing(process(53, 1, { cmdline: ['/bin/x', 'y'.repeat(4_000)] }));
    expect(screen.queryByRole('button', { name: 'Show all' })).toBeNull();
  });

  test('shows figures in their units', () => {
    showing(process(54, 1, { cpu: 0.463, rssBytes: 220 * 2 ** 20, tty: 34_819, nice: -5 }));
    const resources = screen.getByRole('heading', { name: /^CPU and memory/ }).parentElement as HTMLElement;
    expect(within(resources).getByText('46.3%')).toBeTruthy();
    expect(field('memory')).toBe('220 MiB');
    expect(field('terminal')).toBe('pts/3');
    expect(field('user')).toBe('alice (1000)');
    expect(field('nice')).toBe('-5');
  });

  test('names the control group, and the container when there is one', () => {
    showing(process(55, 1));
    expect(field('control group')).toBe('/user.slice');
    expect(screen.queryByText('container')).toBeNull();
    showing(process(56, 1, { cgroup: '/lxc/web-1', container: 'web-1' }));
    expect(field('container')).toBe('web-1');
  });

  test('has a button to clear the selection', async () => {
    const store = showing(zombie);
    await userEvent.setup({ delay: null }).click(screen.getByRole('button', { name: 'Clear the selection' }));
    expect(store.getState().selected).toBeUndefined();
  });
});
