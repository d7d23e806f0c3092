/** The tree view in jsdom, which has no layout and no canvas: sizes are given, and what is drawn is remembered. */
import { act, cleanup, screen } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { createStore, feed, idOf, NOW, process, renderInApp } from '../app/app.fixture';
import type { Language } from '../i18n/create-i18n';
import type { AppStore } from '../store/app-store';
import { createFakeContext, type FakeContext } from './fake-context.fixture';
import { TreeView } from './tree-view';

const WIDTH = 1_280;
const HEIGHT = 800;
let canvas = createFakeContext();

/** What the canvas of this test was told. */
export function drawn(): FakeContext {
  return canvas;
}

class FixedSize {
  constructor(private readonly report: (entries: readonly object[]) => void) {}
  observe(): void {
    this.report([{ contentRect: { width: WIDTH, height: HEIGHT } }]);
  }
  unobserve(): void {}
  disconnect(): void {}
}

/** To be called at the top of a test file. */
export function pretendCanvas(): void {
  beforeAll(() => {
    vi.stubGlobal('ResizeObserver', FixedSize);
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
}

const adoption = { at: NOW, from: idOf(9), fromName: 'sh', to: idOf(1), toName: 'init', role: 'init' } as const;

export function renderTree(language: Language = 'en'): AppStore {
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
export function frames(): void {
  act(() => void vi.advanceTimersByTime(500));
}

export function pretendReducedMotion(): void {
  window.matchMedia = (media) =>
    Object.assign(new EventTarget(), { media, matches: media.includes('reduce') }) as unknown as MediaQueryList;
}

export function names(): readonly (string | null)[] {
  return screen.getAllByRole('treeitem').map((element) => element.getAttribute('aria-label'));
}

export function item(name: string): HTMLElement {
  return screen.getByRole('treeitem', { name: new RegExp(`^${name},`) });
}
