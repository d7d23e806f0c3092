import { describe, expect, test } from 'vitest';
import { createEncoder } from '#shared/recording/encoder';
import { type Choice, HISTORY_START, historyOf } from '#shared/recording/histories.fixture';
import { headerLine } from '#shared/recording/recording-format';
import { createStore, feed, idOf, process } from '../app/app.fixture';
import type { ByteSource } from './byte-source';
import { openRecording } from './open-recording';

const events = historyOf(
  Array.from({ length: 50 }, (_, index): Choice => ({ what: 1, who: 0, other: 0, number: 0, text: 'a', wait: index })),
);
const header = {
  format: 'forkscope-recording',
  version: 2,
  subject: 'live',
  startedAt: HISTORY_START,
  source: 'procfs',
  mode: 'event',
  host: { platform: 'linux', release: '6.1', architecture: 'x64' },
} as const;
const bytes = new TextEncoder().encode(headerLine(header) + createEncoder(HISTORY_START).encode(events));

/** Gives the recording at once, after `before` has happened. */
function sourceOf(content: Uint8Array<ArrayBuffer>, before = () => {}): ByteSource {
  let isRead = false;
  return {
    name: 'a.forkscope',
    bytes: content.length,
    read: async () => {
      before();
      if (isRead) return undefined;
      isRead = true;
      return content;
    },
    close: () => {},
  };
}

describe('a recording that is opened', () => {
  test('is shown from its first event, with nothing selected', async () => {
    const store = createStore();
    store.getState().select(idOf(7));
    await openRecording(store, sourceOf(bytes));
    const { page, recording, players, selected, cameraWish } = store.getState();
    expect({ page, kind: recording.kind, selected }).toEqual({ page: 'recordings', kind: 'open', selected: undefined });
    expect(players.recordings.cursor).toBe(0);
    expect(players.recordings.pausedTable?.living.size).toBe(1);
    expect(cameraWish).toEqual({ kind: 'fit' });
  });

  test('leaves alone the page that the person has turned to meanwhile', async () => {
    const store = createStore();
    feed(store, [{ kind: 'checkpoint', processes: [process(1, 0)] }]);
    const turnAway = () => {
      store.getState().showPage('live');
      store.getState().select(idOf(1));
    };
    await openRecording(store, sourceOf(bytes, turnAway));
    const { page, players, selected, cameraWish } = store.getState();
    expect({ page, selected, cameraWish }).toEqual({ page: 'live', selected: idOf(1), cameraWish: undefined });
    expect(players.live.cursor).toBe('live');
    expect(players.recordings.cursor).toBe(0);
  });

  test('that fails in a way nobody has thought of is said to have failed, and why', async () => {
    const store = createStore();
    const fail = () => {
      throw new RangeError('Invalid string length');
    };
    await openRecording(store, sourceOf(bytes, fail));
    expect(store.getState().recording).toMatchObject({
      kind: 'failed',
      code: 'unreadable',
      detail: 'Invalid string length',
    });
  });
});
