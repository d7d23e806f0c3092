import { beforeEach, describe, expect, test } from 'vitest';
import type { Exploration } from '#shared/explore/exploration';
import type { LabStart, LabStatus } from '#shared/lab/run';
import { createFakeApp, createStore, idOf, process, runningLab } from '../app/app.fixture';
import { createLabCommands } from '../lab/lab-commands';
import type { AppStore } from '../store/app-store';
import { explorationKey } from '../store/exploration-slice';
import { gradeRun, selectEvidence } from './grade-run';

const start: LabStart = { ...runningLab.start, program: { kind: 'demo', id: 'outputs', parameters: {} } };
const ended = (more: Partial<LabStart> = {}): LabStatus => ({
  ...{ ...runningLab, start: { ...start, ...more } },
  ...{ kind: 'ended', outcome: 'finished', leftover: 0 },
});
const explored: Exploration = {
  complete: true,
  reason: null,
  runs: 2,
  freeRuns: 0,
  outputs: [{ text: 'ab', schedule: ['1'], freeCount: 0 }],
  expected: 0,
  deterministic: true,
  stuck: [],
};
const stopped: Exploration = { ...explored, complete: false, reason: 'stopped' };

let store: AppStore;

beforeEach(() => {
  store = createStore();
  store.getState().setPrediction({
    ...{ title: undefined, start, seed: 1, leftOut: [], answers: {}, answeredBy: undefined, graded: undefined },
    questions: [{ kind: 'processes' }, { kind: 'output', candidates: ['ab', 'ba'] }],
  });
  store.getState().answerQuestion('processes', 1);
  store.getState().answerQuestion('output', ['ab']);
});

/** The run ends; main tells of it when asked. */
function end(status: LabStatus, found: Exploration = explored) {
  store.getState().receiveLab(status);
  return createFakeApp({
    'lab:describe': () => ({ status, events: [{ kind: 'checkpoint', seq: 0, at: 0, processes: [process(900, 0)] }] }),
    'explore:start': () => ({ ok: true, value: found }),
  });
}

const verdicts = () => store.getState().prediction?.graded?.grades.map(({ verdict }) => verdict);
const best = () => store.getState().predicted.outputs;

describe('a run of the program that is asked about', () => {
  test('grades the answers, and the best is remembered, when it took the turns that are asked about', async () => {
    const app = end(ended());
    expect(selectEvidence(store.getState())).toBe('asked');
    await gradeRun(store, app);
    expect(verdicts()).toEqual(['right', 'right']);
    expect(best()).toEqual({ right: 2, total: 2 });
  });

  test.each([
    ['free', { gated: false }],
    ['of another policy', { policy: { ...start.policy, name: 'child-first' } }],
    ['by a schedule', { policy: { name: 'schedule', seed: 1, schedule: ['1', '1'] } }],
  ] as const)('that is %s grades nothing', async (_how, more) => {
    const app = end(ended(more));
    expect(selectEvidence(store.getState())).toBe('other-turns');
    await gradeRun(store, app);
    expect(verdicts()).toBeUndefined();
    expect(best()).toBeUndefined();
  });

  test('grades nothing when somebody chose whose turn it is, but does when the policy was asked for each', async () => {
    store.getState().receiveLab({ ...runningLab, start });
    const commands = createLabCommands(store, createFakeApp());
    await commands.step();
    end(ended());
    expect(selectEvidence(store.getState())).toBe('asked');
    store.getState().receiveLab({ ...runningLab, start });
    await commands.step(idOf(900));
    const app = end(ended());
    expect(selectEvidence(store.getState())).toBe('other-turns');
    await gradeRun(store, app);
    expect(verdicts()).toBeUndefined();
  });

  test('says nothing of answers that were given after it', () => {
    end(ended());
    store.getState().answerQuestion('processes', 2);
    expect(selectEvidence(store.getState())).toBeUndefined();
  });
});

describe('the outputs', () => {
  test('that are known completely are not looked for again', async () => {
    const known = { found: explored, request: undefined, failure: undefined };
    store.getState().setExploration(explorationKey(start), known);
    const app = end(ended(), stopped);
    await gradeRun(store, app);
    expect(app.asked.map(({ name }) => name)).not.toContain('explore:start');
    expect(verdicts()).toEqual(['right', 'right']);
  });

  test('are not told by a search that was stopped, even one that has found all that is asked for; nor is it a best', async () => {
    const outputs = ['ab', 'ba'].map((text) => ({ text, schedule: ['1'], freeCount: 0 }));
    await gradeRun(store, end(ended(), { ...stopped, outputs }));
    expect(verdicts()).toEqual(['right', 'unknown']);
    expect(best()).toBeUndefined();
  });

  test('are told of by what is asked for here and nobody else, while the answers stay as they were', async () => {
    let tell: (found: Exploration) => void = () => undefined;
    const replied = new Promise((resolve) => {
      tell = (value) => resolve({ ok: true, value });
    });
    const told = end(ended());
    const app = createFakeApp({
      'lab:describe': () => told.request('lab:describe'),
      'explore:start': () => replied,
    });
    const graded = gradeRun(store, app);
    await expect.poll(() => store.getState().gradingSearch?.id).toBeDefined();
    const id = store.getState().gradingSearch?.id ?? '';
    app.notify('explore:progress', { id: 'another', so: { ...explored, runs: 99 } });
    expect(store.getState().gradingSearch?.so).toBeUndefined();
    app.notify('explore:progress', { id, so: { ...explored, runs: 7 } });
    expect(store.getState().gradingSearch?.so?.runs).toBe(7);
    expect(store.getState().explorations.size).toBe(0);
    store.getState().answerQuestion('processes', 5);
    tell(explored);
    await graded;
    expect(verdicts()).toEqual(['right', 'right']);
    expect(store.getState().gradingSearch).toBeUndefined();
  });
});
