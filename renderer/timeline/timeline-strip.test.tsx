// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ProcessEvent } from '#shared/events/process-event';
import { appendEvents, emptyTimeline, noLimits } from '#shared/timeline/timeline';
import { createStore, idOf, NOW, process, renderInApp } from '../app/app.fixture';
import { selectPlayer, selectTable } from '../store/selectors';
import { TimelineStrip } from './timeline-strip';

// The canvas has tests of its own, and jsdom cannot draw.
vi.mock('./draw-strip', () => ({ drawStrip: () => {}, xToPlace: () => 0 }));

const SECOND = 1_000;

/** A checkpoint with number `from`, then a birth a second. */
function tenSeconds(from: number): readonly ProcessEvent[] {
  const births = Array.from({ length: 10 }, (_, index): ProcessEvent => {
    const at = NOW + (index + 1) * SECOND;
    return { kind: 'fork', seq: from + index + 1, at, process: process(20 + index, 1) };
  });
  return [{ kind: 'checkpoint', seq: from, at: NOW, processes: [process(1, 0)] }, ...births];
}

/** Frames come when the test says so. */
let frame: ((now: number) => void) | undefined;
const nextFrame = (now: number) => act(() => frame?.(now));

beforeEach(() => {
  frame = undefined;
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  vi.stubGlobal('requestAnimationFrame', (step: (now: number) => void) => {
    frame = step;
    return 1;
  });
  vi.stubGlobal('cancelAnimationFrame', () => {
    frame = undefined;
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function opened() {
  const store = createStore();
  const timeline = appendEvents(emptyTimeline, tenSeconds(500), noLimits);
  store.getState().showPage('recordings');
  store.getState().replaceTimeline('recordings', timeline, 500);
  renderInApp(<TimelineStrip />, { store });
  return store;
}

const press = (key: string) => fireEvent.keyDown(screen.getByRole('slider', { name: 'Moment' }), { key });
const cursorOf = (store: ReturnType<typeof opened>) => selectPlayer(store.getState()).cursor;

describe('the strip', () => {
  test.each(['PageDown', 'ArrowLeft', 'Home'])('%s at the beginning stays at the first event', (key) => {
    const store = opened();
    press(key);
    expect(cursorOf(store)).toBe(500);
    expect(selectTable(store.getState()).at).toBe(NOW);
    expect(selectTable(store.getState()).living.has(idOf(1))).toBe(true);
  });

  test('plays on from a cursor before the first event, wherever that came from', () => {
    const store = opened();
    act(() => store.getState().moveCursor(0));
    press(' ');
    const begin = performance.now();
    nextFrame(begin + 2.5 * SECOND);
    expect(selectTable(store.getState()).at).toBe(NOW + 2 * SECOND);
  });

  test('plays no more after End, however one looks back then', () => {
    const store = opened();
    press(' ');
    expect(screen.getByRole('button', { name: /Stop playing/ })).toBeTruthy();
    press('End');
    press('ArrowLeft');
    expect(cursorOf(store)).toBe(509);
    expect(screen.getByRole('button', { name: /Play from here/ })).toBeTruthy();
    expect(frame).toBeUndefined();
  });

  test('plays no more when one comes back from another page', () => {
    const store = opened();
    press(' ');
    act(() => store.getState().showPage('live'));
    act(() => store.getState().showPage('recordings'));
    expect(screen.getByRole('button', { name: /Play from here/ })).toBeTruthy();
    expect(frame).toBeUndefined();
  });
});
