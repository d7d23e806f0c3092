// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ProcessEvent } from '#shared/events/process-event';
import { COLLECTOR_PORT } from '#shared/ipc/channels';
import { createFakeApp, createStore, idOf, process, runningLab, status } from '../app/app.fixture';
import type { AppStore } from '../store/app-store';
import { LONGEST_WAIT_MS } from './batcher';
import { connect } from './connect';

/** The preload's part: a port handed to the page by a message of its own window. */
function handPort(data: unknown = { kind: COLLECTOR_PORT }, source: MessageEventSource | null = window): MessagePort {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1);
  window.dispatchEvent(new MessageEvent('message', { data, source, ports: [port2] }));
  return port1;
}

const ports: MessagePort[] = [];
const undo: (() => void)[] = [];
let frames: FrameRequestCallback[] = [];

beforeEach(() => {
  frames = [];
  vi.spyOn(window, 'requestAnimationFrame').mockImplementation((frame) => frames.push(frame));
  vi.spyOn(window, 'cancelAnimationFrame').mockImplementation(() => {
    frames = [];
  });
});

afterEach(() => {
  for (const stop of undo.splice(0)) stop();
  for (const port of ports.splice(0)) port.close();
  vi.restoreAllMocks();
});

function connected(app = createFakeApp()) {
  const store = createStore();
  undo.push(connect(store, app, window));
  return { store, app };
}

function born(pid: number, seq: number): ProcessEvent {
  return { kind: 'fork', seq, at: seq, process: process(pid, 1) };
}

function countBatches(store: AppStore) {
  const batches = vi.fn();
  store.subscribe(({ players }, before) => {
    if (players.live.timeline !== before.players.live.timeline) batches();
  });
  return batches;
}

/** A port over which the first table has come. */
async function handPortInUse(store: AppStore): Promise<MessagePort> {
  const port = handPort();
  port.postMessage({ events: [], status });
  await vi.waitFor(() => expect(store.getState().collector).toBeDefined());
  return port;
}

const showsFrame = () => vi.waitFor(() => expect(frames).toHaveLength(1));
const drawFrame = () => {
  for (const frame of frames.splice(0)) frame(0);
};

describe('the connection', () => {
  test('waits with the first table for no frame, so that the first picture has it', async () => {
    const { store } = connected();
    handPort().postMessage({ events: [born(2, 0)], status });
    await vi.waitFor(() => expect(store.getState().players.live.timeline.latest.living.size).toBe(1));
    expect(frames).toEqual([]);
  });

  test('makes one change of the store of all that comes within a frame', async () => {
    const { store } = connected();
    const port = await handPortInUse(store);
    const batches = countBatches(store);
    port.postMessage({ events: [born(2, 0)], status });
    port.postMessage({ events: [born(3, 1), born(4, 2)], status: { ...status, startsSeen: 99 } });
    await showsFrame();
    // Both messages are in the port by now; let the second one arrive too.
    await new Promise((arrived) => setImmediate(arrived));
    expect(batches).not.toHaveBeenCalled();
    drawFrame();
    expect(batches).toHaveBeenCalledTimes(1);
    expect([...store.getState().players.live.timeline.latest.living.keys()]).toEqual([idOf(2), idOf(3), idOf(4)]);
    expect(store.getState().collector?.startsSeen).toBe(99);
  });

  test('does not wait for a frame for ever: a hidden window gets none', async () => {
    const { store } = connected();
    const port = await handPortInUse(store);
    port.postMessage({ events: [born(2, 0)], status });
    await vi.waitFor(() => expect(store.getState().players.live.timeline.latest.living.size).toBe(1), {
      timeout: LONGEST_WAIT_MS * 8,
    });
    expect(frames).toEqual([]);
  });

  test('replaces the port of a collector that was started anew, whose numbers begin at 0 again', async () => {
    const { store } = connected();
    const old = await handPortInUse(store);
    old.postMessage({ events: [born(2, 0), born(3, 1)], status });
    await showsFrame();
    drawFrame();
    const fresh = handPort();
    fresh.postMessage({ events: [{ kind: 'checkpoint', seq: 0, at: 9, processes: [process(7, 1)] }], status });
    fresh.postMessage({ events: [born(8, 1)], status });
    await vi.waitFor(() => {
      drawFrame();
      expect([...store.getState().players.live.timeline.latest.living.keys()]).toEqual([idOf(7), idOf(8)]);
    });
    expect(store.getState().players.live.timeline.latest.seq).toBe(3);
  });

  test('takes no port from another window and no other message', () => {
    const { store } = connected();
    const batches = countBatches(store);
    handPort({ kind: COLLECTOR_PORT }, null).postMessage({ events: [born(2, 0)], status });
    handPort({ kind: 'other' }).postMessage({ events: [born(2, 0)], status });
    window.dispatchEvent(new MessageEvent('message', { data: null, source: window }));
    expect(frames).toEqual([]);
    expect(batches).not.toHaveBeenCalled();
  });

  test('asks for the lab once, and then hears of it and of the collector', async () => {
    const events = [{ kind: 'checkpoint', seq: 0, at: 1, processes: [process(900, 899)] }];
    const app = createFakeApp({ 'lab:describe': () => ({ status: runningLab, events }) });
    const { store } = connected(app);
    await vi.waitFor(() => expect(store.getState().players.lab.timeline.latest.living.has(idOf(900))).toBe(true));
    app.notify('lab:changed', { ...runningLab, kind: 'ended', outcome: 'finished', leftover: 0 });
    app.notify('collector:failed', { detail: 'exit code 1' });
    expect(store.getState()).toMatchObject({ lab: { kind: 'ended' }, collectorFailure: 'exit code 1' });
    expect(app.asked.filter(({ name }) => name === 'lab:describe')).toHaveLength(1);
  });

  test('keeps the notice that came before the older answer', async () => {
    const app = createFakeApp({ 'lab:describe': () => ({ status: { kind: 'idle' }, events: [] }) });
    const { store } = connected(app);
    app.notify('lab:changed', runningLab);
    await new Promise((settled) => setTimeout(settled));
    expect(store.getState().lab.kind).toBe('running');
  });
});
