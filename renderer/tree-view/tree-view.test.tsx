// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createStore, feed, idOf, NOW, process, renderInApp, runFacts } from '../app/app.fixture';
import { createFakeContext, type FakeContext } from './fake-context.fixture';
import { TreeView } from './tree-view';

const WIDTH = 1_280;
const HEIGHT = 800;
let canvas: FakeContext;

/** jsdom has no layout and no canvas: every element has the same size, and what is drawn is remembered. */
beforeAll(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(private readonly report: (entries: readonly object[]) => void) {}
      observe(): void {
        this.report([{ contentRect: { width: WIDTH, height: HEIGHT } }]);
      }
      disconnect(): void {}
    },
  );
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(WIDTH);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(HEIGHT);
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation((() => canvas.ctx) as never);
});

beforeEach(() => {
  canvas = createFakeContext();
  vi.useFakeTimers({ now: NOW, shouldAdvanceTime: true });
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

afterAll(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const adoption = { at: NOW, from: idOf(9), fromName: 'sh', to: idOf(1), toName: 'init', role: 'init' } as const;

function renderTree(language: 'en' | 'zh' = 'en') {
  const store = createStore();
  feed(store, [
    {
      kind: 'checkpoint',
      processes: [
        process(1, 0, { name: 'init' }),
        process(10, 1, { name: 'bash' }),
        process(11, 10, { name: 'python3', state: 'zombie', exitedAt: NOW }),
        process(12, 10, { name: 'top', state: 'running' }),
        process(20, 1, { name: 'sleep', adoptions: [adoption] }),
      ],
    },
  ]);
  renderInApp(<TreeView />, { store, language });
  frames();
  return store;
}

/** Lets the animation frames and timers of half a second pass. */
function frames(): void {
  act(() => void vi.advanceTimersByTime(500));
}

const names = () => screen.getAllByRole('treeitem').map((item) => item.getAttribute('aria-label'));
const item = (name: string) => screen.getByRole('treeitem', { name: new RegExp(`^${name},`) });
const activeName = () => {
  const id = screen.getByRole('tree').getAttribute('aria-activedescendant');
  return id === null ? undefined : document.getElementById(id)?.getAttribute('aria-label');
};
const user = () => userEvent.setup({ advanceTimers: vi.advanceTimersByTime });

describe('the tree, read aloud', () => {
  test('names each process with pid, state and fate, in reading order', () => {
    renderTree();
    expect(names()).toEqual([
      'init, pid 1, sleeping',
      'bash, pid 10, sleeping',
      'python3, pid 11, zombie',
      'top, pid 12, running',
      'sleep, pid 20, sleeping, orphan, was child of 9',
    ]);
    expect(screen.getByRole('tree', { name: 'Process tree' })).toBeTruthy();
  });

  test('speaks Chinese', () => {
    renderTree('zh');
    expect(names()).toContain('sleep，pid 20，睡眠，孤儿，原为 9 的子进程');
  });

  test('tells where each stands', () => {
    renderTree();
    const attributes = ['aria-level', 'aria-posinset', 'aria-setsize', 'aria-expanded', 'aria-selected'];
    const told = (name: string) => attributes.map((attribute) => item(name).getAttribute(attribute));
    expect(told('bash')).toEqual(['2', '1', '2', 'true', 'false']);
    expect(told('top')).toEqual(['3', '2', '2', null, 'false']);
  });

  test('lies on the cards: in scene units, under the camera’s transform', () => {
    renderTree();
    expect(item('top').style).toMatchObject({ left: '480px', top: '56px' });
    expect(item('top').parentElement?.style.transform).toMatch(/^translate\(.+px, .+px\) scale\(1\)$/);
    expect(canvas.texts()).toContain('top');
  });

  test('an item whose process is told again unchanged stays the same element, untouched', async () => {
    const store = renderTree();
    const before = item('bash');
    const changed = vi.fn();
    const observer = new MutationObserver(changed);
    observer.observe(before, { attributes: true, childList: true, subtree: true });
    act(() => feed(store, [{ kind: 'sampled', ids: [idOf(10), idOf(12)], cpu: [0.5, 0.9], rssBytes: [1, 1] }]));
    frames();
    await act(async () => {});
    expect(item('bash')).toBe(before);
    expect(changed).not.toHaveBeenCalled();
  });

  test('follows births, deaths and adoptions', () => {
    const store = renderTree();
    act(() =>
      feed(store, [
        { kind: 'fork', process: process(30, 20, { name: 'child', bornInSight: true, seenAt: NOW }) },
        { kind: 'exit', id: idOf(12), exit: { code: 7 } },
        { kind: 'reaped', id: idOf(12) },
      ]),
    );
    expect(names()).toContain('child, pid 30, sleeping');
    expect(names()).toContain('top, pid 12, gone, exited 7');
    act(() => feed(store, [{ kind: 'exit', id: idOf(30) }], NOW + 5_000));
    expect(names()).not.toContain('top, pid 12, gone, exited 7');
  });
});

describe('by hand', () => {
  test('a click on a card selects it, a click on the ground lets go', async () => {
    const store = renderTree();
    await user().click(item('top'));
    expect(store.getState().selected).toBe(idOf(12));
    expect(item('top').getAttribute('aria-selected')).toBe('true');
    fireEvent.click(screen.getByRole('tree'), { clientX: 1_200, clientY: 700 });
    expect(store.getState().selected).toBeUndefined();
  });

  test('a click on a drawn card that has no element selects it too', () => {
    const store = renderTree();
    const [, x, y] = /translate\((.+)px, (.+)px\)/.exec(item('top').parentElement?.style.transform ?? '') ?? [];
    fireEvent.click(screen.getByRole('tree'), { clientX: Number(x) + 490, clientY: Number(y) + 60 });
    expect(store.getState().selected).toBe(idOf(12));
  });

  test('a click on the chevron folds and unfolds, and selects nothing', async () => {
    const store = renderTree();
    const chevron = () => item('bash').querySelector('[data-part="fold"]') ?? document.body;
    await user().click(chevron());
    expect(item('bash').getAttribute('aria-expanded')).toBe('false');
    expect(screen.queryByRole('treeitem', { name: /^top/ })).toBeNull();
    frames();
    expect(canvas.texts()).toContain('+2');
    await user().click(chevron());
    expect(item('top')).toBeTruthy();
    expect(store.getState().selected).toBeUndefined();
  });

  test('the wheel zooms', () => {
    renderTree();
    fireEvent.wheel(screen.getByRole('tree'), { deltaY: 300, clientX: 100, clientY: 100 });
    frames();
    const scale = /scale\((.+)\)/.exec(item('top').parentElement?.style.transform ?? '')?.[1];
    expect(Number(scale)).toBeLessThan(0.9);
  });
});

describe('by keyboard', () => {
  test('arrows walk, Enter selects, left folds, letters find', async () => {
    const store = renderTree();
    const keys = user();
    await keys.tab();
    expect(activeName()).toMatch(/^init/);
    await keys.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
    expect(activeName()).toMatch(/^top/);
    expect(store.getState().selected).toBeUndefined();
    await keys.keyboard('{Enter}');
    expect(store.getState().selected).toBe(idOf(12));
    await keys.keyboard('{ArrowLeft}');
    expect(activeName()).toMatch(/^bash/);
    await keys.keyboard('{ArrowLeft}');
    expect(item('bash').getAttribute('aria-expanded')).toBe('false');
    await keys.keyboard('{ArrowRight}s');
    expect(activeName()).toMatch(/^sleep/);
    await keys.keyboard('{Home}{End} ');
    expect(store.getState().selected).toBe(idOf(20));
  });

  test('plus, minus and 0 are wishes to the camera; P is left to the window', async () => {
    const store = renderTree();
    const keys = user();
    await keys.tab();
    await keys.keyboard('+');
    expect(store.getState().cameraWish).toMatchObject({ kind: 'zoom' });
    await keys.keyboard('0');
    expect(store.getState().cameraWish).toEqual({ kind: 'fit' });
    await keys.keyboard('p');
    expect(activeName()).toMatch(/^init/);
  });

  test('when the active process goes, its parent takes over', async () => {
    const store = renderTree();
    const keys = user();
    await keys.tab();
    await keys.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
    act(() =>
      feed(store, [
        { kind: 'exit', id: idOf(12) },
        { kind: 'reaped', id: idOf(12) },
      ]),
    );
    expect(activeName()).toMatch(/^top, pid 12, gone/);
    act(() => feed(store, [{ kind: 'exit', id: idOf(20) }], NOW + 5_000));
    expect(activeName()).toMatch(/^bash/);
  });
});

describe('the camera', () => {
  test('turns to a process as soon as there is one to turn to', () => {
    const store = renderTree();
    const transform = () => item('init').parentElement?.style.transform;
    const before = transform();
    act(() => store.getState().wishCamera({ kind: 'subtree', id: idOf(900) }));
    frames();
    expect(transform()).toBe(before);
    act(() =>
      feed(store, [{ kind: 'fork', process: process(900, 20, { name: 'run', bornInSight: true, seenAt: NOW }) }]),
    );
    frames();
    expect(transform()).not.toBe(before);
  });

  test('nothing is drawn any more when nothing changes', () => {
    renderTree();
    act(() => void vi.advanceTimersByTime(2_000));
    const request = vi.spyOn(window, 'requestAnimationFrame');
    act(() => void vi.advanceTimersByTime(5_000));
    // Once a second: a zombie's age is in sight.
    expect(request.mock.calls.length).toBeLessThanOrEqual(6);
  });

  test('the run’s processes are drawn in its colour', () => {
    const store = renderTree();
    act(() => store.getState().receiveRun({ kind: 'running', ...runFacts, root: idOf(10) }));
    frames();
    expect(canvas.of('fill').some(({ state }) => state.fillStyle === '#4fd1c5')).toBe(true);
  });
});
