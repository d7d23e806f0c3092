// @vitest-environment jsdom
import { act, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { feed, idOf, NOW, process, runningLab } from '../app/app.fixture';
import { drawn, frames, item, pretendCanvas, pretendReducedMotion, renderTree } from './tree-view.fixture';

pretendCanvas();

const activeName = () => {
  const id = screen.getByRole('tree').getAttribute('aria-activedescendant');
  return id === null ? undefined : document.getElementById(id)?.getAttribute('aria-label');
};
const user = () => userEvent.setup({ advanceTimers: vi.advanceTimersByTime });

describe('by hand', () => {
  test('a click on a card selects it, a click on the ground lets go', () => {
    const store = renderTree();
    fireEvent.click(item('top'));
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

  test('a click on the chevron folds and unfolds, and selects nothing', () => {
    const store = renderTree();
    const chevron = () => item('bash').querySelector('[data-part="fold"]') ?? document.body;
    fireEvent.click(chevron());
    expect(item('bash').getAttribute('aria-expanded')).toBe('false');
    expect(screen.queryByRole('treeitem', { name: /^top/ })).toBeNull();
    frames();
    expect(drawn().texts()).toContain('+2');
    fireEvent.click(chevron());
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
  test('arrows walk, Enter selects and shows the details, left folds, letters find', async () => {
    const store = renderTree();
    act(() => store.getState().showDetails(false));
    const keys = user();
    await keys.tab();
    expect(activeName()).toMatch(/^init/);
    await keys.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
    expect(activeName()).toMatch(/^top/);
    expect(store.getState().selected).toBeUndefined();
    await keys.keyboard(' ');
    expect(store.getState().selected).toBe(idOf(12));
    expect(store.getState().inspectorOpen).toBe(false);
    await keys.keyboard('{Enter}');
    expect(store.getState().selected).toBe(idOf(12));
    expect(store.getState().inspectorOpen).toBe(true);
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

  test('in a small window Enter opens the details over the graph', async () => {
    const store = renderTree();
    act(() => store.getState().setNarrow(true));
    const keys = user();
    await keys.tab();
    await keys.keyboard('{Enter}');
    expect(store.getState().drawerOpen).toBe(true);
  });

  test('while a name is being typed all that is typed belongs to it', async () => {
    const store = renderTree();
    act(() =>
      feed(
        store,
        ['python3-0', 'c++', 'pw top'].map(
          (name, index) => ({ kind: 'fork', process: process(30 + index, 20, { name }) }) as const,
        ),
      ),
    );
    frames();
    const wish = store.getState().cameraWish;
    const keys = user();
    await keys.tab();
    await keys.keyboard('{Shift>}P{/Shift}');
    expect(activeName()).toMatch(/^python3, pid 11/);
    await keys.keyboard('ython3-0');
    expect(activeName()).toMatch(/^python3-0/);
    await keys.keyboard('{Home}c++');
    expect(activeName()).toMatch(/^c\+\+/);
    expect(store.getState().cameraWish).toBe(wish);
    await keys.keyboard('{Home}{Shift>}P{/Shift}w t');
    expect(activeName()).toMatch(/^pw top/);
    expect(store.getState().selected).toBeUndefined();
    await keys.keyboard('{Home}sl ');
    expect(store.getState().selected).toBe(idOf(20));
    // Long after it, they are the camera's again.
    act(() => void vi.advanceTimersByTime(1_000));
    await keys.keyboard('0');
    expect(store.getState().cameraWish).toEqual({ kind: 'fit' });
  });

  test('right takes identical siblings apart, left puts them together again', async () => {
    const store = renderTree();
    act(() =>
      feed(
        store,
        [30, 31, 32, 33].map((pid) => ({ kind: 'fork', process: process(pid, 20, { name: 'worker' }) }) as const),
      ),
    );
    const keys = user();
    await keys.tab();
    await keys.keyboard('{End}');
    expect(activeName()).toMatch(/^4 × worker/);
    await keys.keyboard('{ArrowRight}{ArrowDown}{ArrowDown}');
    expect(activeName()).toMatch(/^worker, pid 32/);
    await keys.keyboard('{ArrowLeft}');
    expect(activeName()).toMatch(/^4 × worker/);
    await keys.keyboard('{ArrowLeft}');
    expect(activeName()).toMatch(/^sleep/);
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

test('a subtree looked at alone is given up when it is no more, not when a search finds nothing in it', () => {
  const store = renderTree();
  act(() => store.getState().focusOn(idOf(20)));
  act(() => store.getState().askQuery('bash'));
  expect(screen.queryAllByRole('treeitem')).toEqual([]);
  expect(store.getState().focuses.live).toBe(idOf(20));
  act(() => store.getState().askQuery(''));
  expect(item('sleep').getAttribute('aria-level')).toBe('1');
  act(() =>
    feed(store, [
      { kind: 'exit', id: idOf(20) },
      { kind: 'reaped', id: idOf(20) },
    ]),
  );
  act(() => feed(store, [{ kind: 'fork', process: process(40, 1) }], NOW + 60_000));
  expect(store.getState().focuses.live).toBeUndefined();
  expect(item('init')).toBeTruthy();
});

describe('the camera', () => {
  test('turns to a process as soon as there is one to turn to, at once when motion is not wanted', () => {
    const store = renderTree();
    pretendReducedMotion();
    const transform = () => item('init').parentElement?.style.transform;
    const before = transform();
    act(() => store.getState().wishCamera({ kind: 'subtree', id: idOf(900) }));
    frames();
    expect(transform()).toBe(before);
    act(() => feed(store, [{ kind: 'fork', process: process(900, 20, { name: 'run' }) }]));
    act(() => void vi.advanceTimersByTime(20));
    expect(transform()).not.toBe(before);
  });

  test('brings what is selected out from under the drawer that opens over it', () => {
    const store = renderTree();
    pretendReducedMotion();
    const left = () => Number(/translate\((-?[\d.]+)px/.exec(item('init').parentElement?.style.transform ?? '')?.[1]);
    const before = left();
    act(() => store.getState().select(idOf(11)));
    act(() => store.getState().setNarrow(true));
    frames();
    expect(left()).toBe(before);
    act(() => store.getState().showDetails(true));
    frames();
    expect(left()).toBeLessThan(before);
    const beside = left();
    // A wish to see it finds it in sight already.
    act(() => store.getState().wishCamera({ kind: 'show', id: idOf(11) }));
    frames();
    expect(left()).toBe(beside);
  });

  test('nothing is drawn any more when nothing changes', () => {
    renderTree();
    act(() => void vi.advanceTimersByTime(2_000));
    const request = vi.spyOn(window, 'requestAnimationFrame');
    act(() => void vi.advanceTimersByTime(5_000));
    // Once a second: a zombie's age is in sight.
    expect(request.mock.calls.length).toBeLessThanOrEqual(6);
    request.mockRestore();
  });

  test('the run’s processes are drawn in its colour', () => {
    const store = renderTree();
    act(() => {
      store.getState().receiveLab({ ...runningLab, root: idOf(10) });
      store.getState().receiveLabEvents([{ kind: 'checkpoint', seq: 0, at: NOW, processes: [process(10, 1)] }]);
    });
    frames();
    expect(
      drawn()
        .of('fill')
        .some(({ state }) => state.fillStyle === '#4fd1c5'),
    ).toBe(true);
  });
});
