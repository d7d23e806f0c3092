import { expect, test } from 'vitest';
import { applyEvent, emptyTable } from '#shared/events/apply-events';
import { recordOf } from '#shared/events/sighting';
import { sighting } from '#shared/events/sightings.fixture';
import type { RunStatus } from '#shared/ipc/contract';
import { processId } from '#shared/model/process';
import { resolveRun } from './resolve-run';

const supervisor = sighting(50, 1, { startTicks: 179_000_000_000 });
const root = sighting(60, 50, { startTicks: 179_000_000_100 });
const stranger = sighting(61, 1, { startTicks: 179_000_000_200 });
const none = { parent: undefined, originalParent: undefined };
const table = applyEvent(emptyTable, {
  kind: 'checkpoint',
  seq: 0,
  at: 0,
  processes: [supervisor, root, stranger].map((one) => recordOf(one, 0, none)),
});

function runOf(rootPid: number): RunStatus {
  return {
    kind: 'running',
    arguments: { variant: 'double', rounds: 3, holdSeconds: 10 },
    root: processId(rootPid, 777),
    supervisor: processId(50, 700),
    startedAt: 0,
    timeLimitMs: 1_000,
    processLimit: 8,
  };
}

test('finds the run by pid and supervisor where the source counts time in another way', () => {
  expect(resolveRun(runOf(60), table)).toMatchObject({ root: root.id, supervisor: supervisor.id });
});

test('takes no process for the run that the supervisor did not start', () => {
  expect(resolveRun(runOf(61), table)).toMatchObject({ root: processId(61, 777) });
});

test('leaves a run alone whose identity the table knows', () => {
  const exact = { ...runOf(60), root: root.id } as RunStatus;
  expect(resolveRun(exact, table)).toBe(exact);
});
