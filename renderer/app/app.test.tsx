// @vitest-environment jsdom
import { act, cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { App } from './app';
import { createStore, feed, idOf, NOW, process, renderInApp, status } from './app.fixture';

// The canvas has tests of its own, and jsdom cannot draw.
vi.mock('../tree-view/tree-view', () => ({ TreeView: () => <div data-testid="tree" /> }));

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const adoption = { at: NOW, from: idOf(9), fromName: 'sh', to: idOf(1), toName: 'init', role: 'init' } as const;

function populated() {
  const store = createStore();
  feed(store, [
    {
      kind: 'checkpoint',
      processes: [
        process(1, 0, { name: 'init' }),
        process(20, 1, { name: 'sh' }),
        process(31, 20, { state: 'zombie' }),
        process(30, 20, { state: 'zombie' }),
        process(40, 1, { adoptions: [adoption] }),
      ],
    },
  ]);
  return store;
}

const counters = () => screen.getByRole('list', { name: 'Counters' });

describe('the top bar', () => {
  test('counts zombies, orphans and processes in words', () => {
    renderInApp(<App />, { store: populated() });
    expect(within(counters()).getByRole('button', { name: '2 zombies' })).toBeTruthy();
    expect(within(counters()).getByRole('button', { name: '1 orphan' })).toBeTruthy();
    expect(counters().textContent).toContain('5 processes');
  });

  test('counts in Chinese', () => {
    renderInApp(<App />, { store: populated(), language: 'zh' });
    expect(screen.getByRole('button', { name: '2 僵尸进程' })).toBeTruthy();
    expect(screen.getByRole('button', { name: '1 孤儿进程' })).toBeTruthy();
  });

  test('each counter is a search for its kind, and at a second click for everything again', async () => {
    const { store } = renderInApp(<App />, { store: populated() });
    const button = screen.getByRole('button', { name: '2 zombies', pressed: false });
    await userEvent.click(button);
    expect(store.getState().queryText).toBe('zombie');
    expect(screen.getByRole('button', { name: '2 zombies', pressed: true })).toBe(button);
    expect(screen.getByText('2 matches')).toBeTruthy();
    await userEvent.click(button);
    expect(store.getState().queryText).toBe('');
  });

  test('leads from one match to the next, round and round, and back', async () => {
    const person = userEvent.setup();
    const { store } = renderInApp(<App />, { store: populated() });
    await person.click(screen.getByRole('button', { name: '2 zombies' }));
    screen.getByRole('combobox', { name: 'Search processes' }).focus();
    const visited: unknown[] = [];
    for (const key of ['{Enter}', '{Enter}', '{Enter}', '{Shift>}{Enter}{/Shift}']) {
      await person.keyboard(key);
      visited.push(store.getState().selected);
    }
    expect(visited).toEqual([idOf(30), idOf(31), idOf(30), idOf(31)]);
    expect(store.getState().cameraWish).toEqual({ kind: 'show', id: idOf(31) });
    expect(screen.getByText('2 of 2')).toBeTruthy();
  });

  test('says that nothing matches, and leads back', async () => {
    const person = userEvent.setup();
    const { store } = renderInApp(<App />, { store: populated() });
    // Without a layout all things lie at one point, a divider among them, and that takes the click.
    screen.getByRole('combobox', { name: 'Search processes' }).focus();
    await person.keyboard('qqq');
    expect(screen.getByText('No process matches')).toBeTruthy();
    await person.click(screen.getAllByRole('button', { name: 'Clear the search' }).at(-1) as HTMLElement);
    expect(store.getState().queryText).toBe('');
    expect(screen.queryByText('No process matches')).toBeNull();
  });

  test('says how the picture is come by, and since when it is stale', () => {
    const { store } = renderInApp(<App />, { store: populated() });
    expect(screen.getByRole('button', { name: 'sampled · 1s' })).toBeTruthy();
    act(() => store.getState().receiveBatch({ events: [], status: { ...status, mode: 'event' } }));
    expect(screen.getByRole('button', { name: 'every event' })).toBeTruthy();
    act(() => store.getState().receiveBatch({ events: [], status: { ...status, failure: 'EMFILE' } }));
    expect(screen.getByRole('button', { name: 'stale since 08:14:03' }).title).toBe('EMFILE');
    act(() => store.getState().reportCollectorFailure('exit code 1'));
    expect(screen.getByRole('button', { name: 'stale since 08:14:03' }).title).toContain('has stopped: exit code 1');
  });

  test('changes language and theme through plain selects', async () => {
    const { store } = renderInApp(<App />);
    act(() => store.getState().openDialog('settings'));
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Language', hidden: true }), '中文');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Appearance', hidden: true }), 'Dark');
    expect(store.getState()).toMatchObject({ language: 'zh', theme: 'dark' });
  });
});

describe('pausing', () => {
  test('by button or P holds the picture still and says so; resuming goes on', async () => {
    const person = userEvent.setup();
    const store = populated();
    renderInApp(<App />, { store });
    await person.click(screen.getByRole('button', { name: 'Pause' }));
    expect(screen.getByText('Paused at 08:14:03')).toBeTruthy();
    act(() => feed(store, [{ kind: 'reaped', id: idOf(30) }]));
    expect(screen.getByRole('button', { name: '2 zombies' })).toBeTruthy();
    await person.keyboard('p');
    expect(screen.queryByText('Paused at 08:14:03')).toBeNull();
    expect(screen.getByRole('button', { name: '1 zombie' })).toBeTruthy();
  });

  test('is not meant by a P typed into a field', async () => {
    const person = userEvent.setup();
    const { store } = renderInApp(<App />, { store: populated() });
    act(() => store.getState().openDialog('settings'));
    screen.getByRole('combobox', { name: 'Language', hidden: true }).focus();
    await person.keyboard('p');
    expect(store.getState().players.live.cursor).toBe('live');
  });
});

describe('the frame', () => {
  test('tells that it is reading until the first table is there, and why when there is none', () => {
    const { store } = renderInApp(<App />);
    expect(screen.getByText('Reading the processes of this computer…')).toBeTruthy();
    act(() => store.getState().reportCollectorFailure('exit code 1'));
    expect(screen.getByRole('alert').textContent).toContain('exit code 1');
    act(() => feed(store, [{ kind: 'checkpoint', processes: [process(1, 0)] }]));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('remembers whether the details are open', async () => {
    const { store } = renderInApp(<App />);
    await userEvent.click(screen.getByRole('button', { name: 'Details', expanded: true }));
    expect(screen.queryByRole('region', { name: 'Details' })).toBeNull();
    expect(store.getState()).toMatchObject({ inspectorOpen: false });
  });

  test('in a small window opens the details over the tree; Escape closes them, then clears the selection', async () => {
    const person = userEvent.setup();
    const { store } = renderInApp(<App />, { store: populated(), width: 640 });
    act(() => store.getState().select(idOf(20)));
    expect(screen.queryByRole('region', { name: 'Details' })).toBeNull();
    await person.click(screen.getByRole('button', { name: 'Details' }));
    expect(screen.getByRole('region', { name: 'Details' })).toBeTruthy();
    await person.keyboard('{Escape}');
    expect(screen.queryByRole('region', { name: 'Details' })).toBeNull();
    expect(store.getState().selected).toBe(idOf(20));
    await person.keyboard('{Escape}');
    expect(store.getState().selected).toBeUndefined();
  });

  test('in a small window the palette and the table open the details, too', () => {
    const { store } = renderInApp(<App />, { store: populated(), width: 640 });
    act(() => store.getState().select(idOf(20)));
    act(() => store.getState().showDetails(true));
    expect(screen.getByRole('region', { name: 'Details' })).toBeTruthy();
    expect(store.getState().inspectorOpen).toBe(true);
    act(() => store.getState().showDetails(false));
    expect(screen.queryByRole('region', { name: 'Details' })).toBeNull();
    // Beside the tree they are as they were.
    expect(store.getState().inspectorOpen).toBe(true);
  });

  test('shows the way from the root to the selected process', async () => {
    const { store } = renderInApp(<App />, { store: populated() });
    act(() => store.getState().select(idOf(30)));
    const path = screen.getByRole('navigation', { name: 'Ancestors of the selected process' });
    expect(
      within(path)
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual(['init', 'sh', 'sleep 30']);
    await userEvent.click(within(path).getByRole('button', { name: 'sh' }));
    expect(store.getState().selected).toBe(idOf(20));
  });

  test('has a legend with every look in words', () => {
    renderInApp(<App />);
    const legend = document.getElementById('legend') as HTMLElement;
    const words = [...legend.querySelectorAll('dt')].map((term) => term.textContent);
    const states = ['running', 'sleeping', 'disk sleep', 'stopped', 'traced', 'idle', 'zombie'];
    for (const word of [...states, 'orphan⤴ orphan · was 4120', 'new', 'gone', 'your run']) {
      expect(words.some((found) => found?.endsWith(word))).toBe(true);
    }
  });

  test('makes wishes to the camera', async () => {
    const { store } = renderInApp(<App />);
    await userEvent.click(screen.getByRole('button', { name: 'Show everything' }));
    expect(store.getState().cameraWish).toEqual({ kind: 'fit' });
    await userEvent.click(screen.getByRole('button', { name: 'Zoom in' }));
    expect(store.getState().cameraWish).toEqual({ kind: 'zoom', factor: 1.3 });
  });
});
