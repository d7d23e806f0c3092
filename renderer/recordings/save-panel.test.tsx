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

type Answers = NonNullable<Parameters<typeof createFakeApp>[0]>;

/** Answers as a main process that writes, but for these. */
function savingApp(answers: Answers) {
  const written: string[] = [];
  const app = createFakeApp({
    'recording:host': () => ({ ...host, app: '1.0' }),
    'recording:save': () => ({ ok: true, value: { handle: 1, name: 'b' } }),
    'recording:write': ({ text: piece }) => {
      written.push(piece);
      return { ok: true, value: undefined };
    },
    'recording:end': () => ({ ok: true, value: undefined }),
    ...answers,
  });
  return { app, written };
}

function read(written: readonly string[]) {
  const loader = createLoader();
  for (const piece of written) loader.push(piece);
  loader.end();
  return loader;
}

/** The person chooses all that and saves, in a panel that jsdom cannot open. */
async function saving(store: ReturnType<typeof createStore>, ...wishes: readonly (string | Answers)[]) {
  const made = savingApp(Object.assign({}, ...wishes.filter((one) => typeof one === 'object')));
  renderInApp(<SaveButton strip={strip} />, { store, app: made.app });
  const hidden = { hidden: true } as const;
  const choices = wishes.filter((one) => typeof one === 'string');
  for (const name of choices) await userEvent.click(screen.getByRole('radio', { name, ...hidden }));
  await userEvent.click(screen.getByRole('button', { name: 'Save as…', ...hidden }));
  return made;
}

async function save(store: ReturnType<typeof createStore>, ...choices: readonly string[]) {
  const { written } = await saving(store, ...choices);
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
    expect(part.timeline.chunks.flatMap(({ events }) => events.map(({ kind, at }) => [kind, at - NOW]))).toEqual([
      ['checkpoint', 3_000],
      ['fork', 4_000],
      ['fork', 5_000],
      ['fork', 6_000],
    ]);
  });

  test('is in order also where there was no table to begin with', async () => {
    const saved = await save(replaying(live, births().slice(1)), 'All that is kept');
    expect(saved.report).toMatchObject({ events: 10, outOfOrder: 0 });
  });

  test('comes in pieces that are no longer than they may be, in whole lines', async () => {
    const long = births().map((event): ProcessEvent => {
      if (event.kind !== 'fork') return event;
      return { ...event, process: { ...event.process, cmdline: ['x'.repeat(1_500_000), event.process.id] } };
    });
    const { app, written } = await saving(replaying(live, long), 'of nobody');
    expect(await screen.findByText('Saved as b')).toBeTruthy();
    expect(written.length).toBeGreaterThan(3);
    expect(written.every((text) => text.length < 4_000_000 && text.endsWith('\n'))).toBe(true);
    expect(read(written).report).toMatchObject({ events: 10, closed: true });
    expect(app.asked.at(-1)).toEqual({ name: 'recording:end', args: { handle: 1, keep: true } });
  });

  test('in vain is said to be, and what was written is taken away', async () => {
    const fail = () => {
      throw new RangeError('Invalid string length');
    };
    const { app } = await saving(replaying(live), { 'recording:write': fail });
    expect(await screen.findByText(/^Not saved: Invalid string length/)).toBeTruthy();
    expect(app.asked.at(-1)).toEqual({ name: 'recording:end', args: { handle: 1, keep: false } });
    expect(screen.getByRole('button', { name: 'Save as…', hidden: true })).toHaveProperty('disabled', false);
    await saving(replaying(live), { 'recording:host': fail });
    expect(await screen.findByText(/^Not saved: Invalid string length/)).toBeTruthy();
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
