// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test } from 'vitest';
import type { ProcessEvent } from '#shared/events/process-event';
import type { ProcessRecord } from '#shared/model/process';
import { createLoader } from '#shared/recording/load-recording';
import { emptyTally } from '#shared/recording/read-line';
import type { LeftOut, RecordingHeader } from '#shared/recording/recording-format';
import { appendEvents, emptyTimeline, noLimits } from '#shared/timeline/timeline';
import { createFakeApp, createStore, feed, idOf, NOW, process, renderInApp, runningLab } from '../app/app.fixture';
import type { Strip } from '../timeline/use-strip';
import { SaveButton } from './save-panel';

afterEach(cleanup);

const host = { platform: 'linux', release: '6.1', architecture: 'x64' };
const live: RecordingHeader = {
  format: 'forkscope-recording',
  version: 2,
  subject: 'live',
  startedAt: NOW,
  source: 'procfs',
  mode: 'event',
  host,
};
const { start, text, containment, supervisor, root, startedAt, python } = runningLab;
const run: RecordingHeader = {
  ...live,
  subject: 'lab',
  source: 'lab',
  lab: { start, text, containment, supervisor, root, startedAt, python },
};

/** A checkpoint, then a birth a second. */
function births(more: Partial<ProcessRecord> = {}): readonly ProcessEvent[] {
  const forks = Array.from({ length: 9 }, (_, index): ProcessEvent => {
    const at = NOW + (index + 1) * 1_000;
    return { kind: 'fork', seq: index + 1, at, process: process(20 + index, 1, more) };
  });
  return [{ kind: 'checkpoint', seq: 0, at: NOW, processes: [process(1, 0, more)] }, ...forks];
}

function replaying(header: RecordingHeader, events = births()) {
  const store = createStore();
  store.getState().showPage('recordings');
  store.getState().replaceTimeline('recordings', appendEvents(emptyTimeline, events, noLimits));
  store.getState().setRecording({ kind: 'open', name: 'a', header, report: { ...emptyTally }, tooLong: false });
  return store;
}

/** The strip shows from the fourth second to the sixth. */
const strip = { axis: 'at', shown: { from: NOW + 4_000, to: NOW + 6_000 } } as Strip;

function savingApp() {
  const written: string[] = [];
  const app = createFakeApp({
    'recording:host': () => ({ ...host, app: '1.0' }),
    'recording:save': () => ({ ok: true, value: { handle: 1, name: 'b' } }),
    'recording:write': ({ text: piece }) => {
      written.push(piece);
      return { ok: true, value: undefined };
    },
    'recording:end': () => ({ ok: true, value: undefined }),
  });
  return { app, written };
}

function read(written: readonly string[]) {
  const loader = createLoader();
  for (const piece of written) loader.push(piece);
  loader.end();
  return loader;
}

/** What is written when the person chooses all that, in a panel that jsdom cannot open. */
async function save(store: ReturnType<typeof createStore>, ...choices: readonly string[]) {
  const { app, written } = savingApp();
  renderInApp(<SaveButton strip={strip} />, { store, app });
  const hidden = { hidden: true } as const;
  for (const name of choices) await userEvent.click(screen.getByRole('radio', { name, ...hidden }));
  await userEvent.click(screen.getByRole('button', { name: 'Save as…', ...hidden }));
  await screen.findByText('Saved as b');
  return read(written);
}

describe('what is saved', () => {
  test('of a replayed run is all of it, and nothing else is offered', async () => {
    const { report } = await save(replaying(run));
    expect(screen.queryByRole('radio', { name: 'What the timeline shows', hidden: true })).toBeNull();
    expect(report).toMatchObject({ events: 10, closed: true, outOfOrder: 0 });
  });

  test('of a replay of a computer is as much as is asked for', async () => {
    expect((await save(replaying(live), 'All that is kept')).report.events).toBe(10);
    const part = await save(replaying(live), 'What the timeline shows');
    expect(part.timeline.latest.living.has(idOf(25))).toBe(true);
    expect(part.timeline.latest.living.has(idOf(26))).toBe(false);
  });
});

describe('command lines in what is saved', () => {
  const OWN = 1_000;
  const lines = (loaded: ReturnType<typeof read>) =>
    [...loaded.timeline.latest.living.values()].filter(({ cmdline }) => cmdline !== undefined).length;
  const replayingOwn = (leftOut: LeftOut) => {
    const store = replaying({ ...live, leftOut }, births({ uid: OWN }));
    store.getState().receiveOwnUid(OWN);
    return store;
  };

  test('are those of others when it was recorded nobody knows where, even under one’s own number', async () => {
    const saved = await save(replayingOwn('nothing'), 'of other users');
    expect(saved.header?.leftOut).toBe('everybody');
    expect(lines(saved)).toBe(0);
  });

  test.each([
    ['nothing', 'of nobody', 'nothing', 10],
    ['others', 'of nobody', 'others', 10],
    ['everybody', 'of nobody', 'everybody', 10],
    ['others', 'of everybody', 'everybody', 0],
  ] as const)('left out of %s before, and %s now, are said to be of %s', async (before, choice, leftOut, count) => {
    const saved = await save(replayingOwn(before), choice);
    expect(saved.header?.leftOut).toBe(leftOut);
    expect(lines(saved)).toBe(count);
  });

  test('stay one’s own on this computer', async () => {
    const store = createStore();
    store.getState().receiveOwnUid(OWN);
    feed(store, [{ kind: 'checkpoint', processes: [process(1, 0, { uid: 0 }), process(2, 1, { uid: OWN })] }]);
    const saved = await save(store, 'of other users');
    expect(saved.header?.leftOut).toBe('others');
    expect(saved.timeline.latest.living.get(idOf(1))?.hidden.cmdline).toBe('left-out');
    expect(saved.timeline.latest.living.get(idOf(2))?.cmdline).toBeDefined();
  });
});
