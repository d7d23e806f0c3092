import { expect, test } from 'vitest';
import { applyEvents, emptyTable } from '#shared/events/apply-events';
import type { ProcessEvent } from '#shared/events/process-event';
import { recordOf } from '#shared/events/sighting';
import { sighting } from '#shared/events/sightings.fixture';
import { notesOf } from '#shared/lab/notes';
import { processId } from '#shared/model/process';

const idOf = (pid: number) => processId(pid, pid * 10);
const record = (pid: number, ppid: number) => ({
  ...recordOf(sighting(pid, ppid), 0, { parent: idOf(ppid), originalParent: idOf(ppid) }),
  id: idOf(pid),
  nsPid: pid - 100,
});

function notes(events: readonly ProcessEvent[]) {
  return notesOf(events, applyEvents(emptyTable, events));
}

const birth: ProcessEvent[] = [
  { kind: 'checkpoint', seq: 0, at: 0, processes: [record(101, 0), record(102, 101)] },
  { kind: 'fork', seq: 1, at: 1, process: record(103, 102) },
];

test('an orphan is told with the parent that ended and who adopted it, by the pids that the program sees', () => {
  const events: ProcessEvent[] = [
    ...birth,
    { kind: 'exit', seq: 2, at: 2, id: idOf(102), exit: { code: 0 } },
    {
      kind: 'adopted',
      seq: 3,
      at: 3,
      id: idOf(103),
      from: idOf(102),
      to: idOf(101),
      ppid: 101,
      role: 'namespace-init',
    },
    { kind: 'reaped', seq: 4, at: 4, id: idOf(102) },
  ];
  expect(notes(events).map(({ pid, fact }) => [pid, fact])).toEqual([
    [3, { kind: 'fork', parent: 2, helper: undefined }],
    [2, { kind: 'exited', code: 0 }],
    [3, { kind: 'orphan', from: 2, to: 1, role: 'namespace-init' }],
  ]);
});

test('lines, turns and output are no news', () => {
  const events: ProcessEvent[] = [
    ...birth,
    { kind: 'turn', seq: 2, at: 2, id: idOf(103), thread: 0 },
    { kind: 'line', seq: 3, at: 3, id: idOf(103), thread: 0, line: 2, function: 'f', variables: [] },
    { kind: 'output', seq: 4, at: 4, id: idOf(103), stream: 'stdout', text: 'x' },
  ];
  expect(notes(events)).toHaveLength(1);
});

test('a zombie is told with the parent that has to wait for it', () => {
  const events: ProcessEvent[] = [
    ...birth,
    { kind: 'exit', seq: 2, at: 2, id: idOf(103), exit: { signal: 9, core: false } },
    { kind: 'changed', seq: 3, at: 3, id: idOf(103), changes: { state: 'zombie' } },
  ];
  expect(
    notes(events)
      .slice(1)
      .map(({ fact }) => fact),
  ).toEqual([
    { kind: 'killed', signal: 9 },
    { kind: 'zombie', parent: 2 },
  ]);
});
