import { describe, expect, test } from 'vitest';
import { processId } from '#shared/model/process';
import { applyEvent, applyEvents, emptyTable } from './apply-events';
import { type ProcessEvent, processEventSchema } from './process-event';
import { recordOf } from './sighting';
import { sighting } from './sightings.fixture';

const none = { parent: undefined, originalParent: undefined };

function fork(seq: number, at: number, pid: number): ProcessEvent {
  return { kind: 'fork', seq, at, process: recordOf(sighting(pid, 1), at, none) };
}

describe('applyEvents', () => {
  test('leaves the table it was given as it was', () => {
    const before = applyEvent(emptyTable, fork(0, 0, 10));
    const copy = structuredClone(before);
    applyEvents(before, [fork(1, 1, 11), { kind: 'reaped', seq: 2, at: 2, id: processId(10, 100) }]);
    expect(before).toEqual(copy);
  });

  test('shares the lab with the table before while nothing happens in it, and copies it when something does', () => {
    const id = processId(10, 100);
    const line: ProcessEvent = { kind: 'line', seq: 1, at: 1, id, thread: 0, line: 3, function: 'main', variables: [] };
    const before = applyEvents(emptyTable, [fork(0, 0, 10), line]);
    const quiet = applyEvents(before, [fork(2, 2, 11), { kind: 'exit', seq: 3, at: 3, id: processId(11, 110) }]);
    expect(quiet.lab).toBe(before.lab);
    const output = (seq: number): ProcessEvent => ({ kind: 'output', seq, at: seq, id, stream: 'stdout', text: 'x' });
    const after = applyEvents(quiet, [output(4), output(5), { kind: 'exit', seq: 6, at: 6, id }]);
    expect(after.lab).toMatchObject({ threads: new Map(), output: [{ seq: 4 }, { seq: 5 }] });
    expect(quiet.lab.threads.size).toBe(1);
    expect(quiet.lab.output).toEqual([]);
    expect(applyEvents(after, [output(7)]).lab.output).toHaveLength(3);
    expect(after.lab.output).toHaveLength(2);
  });

  test('is the same for a batch and for its events one by one', () => {
    const events = [fork(0, 0, 10), fork(1, 1, 11), { kind: 'exit', seq: 2, at: 2, id: processId(10, 100) } as const];
    expect(applyEvents(emptyTable, events)).toEqual(events.reduce(applyEvent, emptyTable));
  });

  test('ignores events about processes it never heard of', () => {
    const id = processId(99, 990);
    const table = applyEvents(emptyTable, [
      { kind: 'exit', seq: 0, at: 1, id },
      { kind: 'reaped', seq: 1, at: 1, id },
      { kind: 'changed', seq: 2, at: 1, id, changes: { name: 'x' } },
      { kind: 'adopted', seq: 3, at: 1, id, from: undefined, to: undefined, ppid: 1, role: 'init' },
      { kind: 'sampled', seq: 4, at: 1, ids: [id], cpu: [1], rssBytes: [1] },
    ]);
    expect(table.living.size + table.ghosts.size).toBe(0);
    expect(table.seq).toBe(4);
  });

  test('remembers ghosts for a minute, and never more than a thousand', () => {
    let table = emptyTable;
    for (let pid = 2; pid < 1502; pid++) {
      const id = processId(pid, pid * 10);
      table = applyEvents(table, [fork(pid, pid, pid), { kind: 'reaped', seq: pid, at: pid, id }]);
    }
    expect(table.ghosts.size).toBe(1000);
    expect(table.ghosts.has(processId(502, 5020))).toBe(true);
    table = applyEvent(table, fork(2000, 61_400, 5000));
    expect([...table.ghosts.values()].every(({ goneAt }) => (goneAt ?? 0) >= 1_400)).toBe(true);
  });

  test('spares the ghost of a parent that a living orphan lost', () => {
    const parent = processId(2, 20);
    const orphan = processId(3, 30);
    let table = applyEvents(emptyTable, [
      fork(0, 0, 2),
      fork(1, 0, 3),
      { kind: 'adopted', seq: 2, at: 0, id: orphan, from: parent, to: undefined, ppid: 1, role: 'init' },
      { kind: 'reaped', seq: 3, at: 0, id: parent },
    ]);
    table = applyEvent(table, fork(4, 100_000, 4));
    expect(table.ghosts.has(parent)).toBe(true);
    table = applyEvents(table, [{ kind: 'reaped', seq: 5, at: 100_000, id: orphan }, fork(6, 200_000, 5)]);
    expect(table.ghosts.size).toBe(0);
  });

  test('a checkpoint replaces everything and keeps ghosts apart from the living', () => {
    const alive = recordOf(sighting(10, 1), 0, none);
    const gone = { ...recordOf(sighting(11, 1), 0, none), state: 'gone' as const, goneAt: 5 };
    const table = applyEvents(emptyTable, [
      fork(0, 0, 99),
      { kind: 'checkpoint', seq: 1, at: 6, processes: [gone, alive] },
    ]);
    expect([...table.living.keys()]).toEqual([alive.id]);
    expect([...table.ghosts.keys()]).toEqual([gone.id]);
  });
});

describe('processEventSchema', () => {
  test('takes every event back that went through JSON', () => {
    const event = fork(3, 1234.5, 10);
    expect(processEventSchema.parse(JSON.parse(JSON.stringify(event)))).toEqual(JSON.parse(JSON.stringify(event)));
  });

  test('refuses a foreign kind and an identity that is not pid@start', () => {
    expect(processEventSchema.safeParse({ kind: 'teleported', seq: 0, at: 0 }).success).toBe(false);
    expect(processEventSchema.safeParse({ kind: 'reaped', seq: 0, at: 0, id: '12' }).success).toBe(false);
  });
});
