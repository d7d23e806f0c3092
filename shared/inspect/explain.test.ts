import { expect, test } from 'vitest';
import { applyEvent, emptyTable } from '#shared/events/apply-events';
import { recordOf } from '#shared/events/sighting';
import { sighting } from '#shared/events/sightings.fixture';
import { explain } from '#shared/inspect/explain';
import type { DepthFacts } from '#shared/inspect/facts';
import { type ProcessRecord, processId } from '#shared/model/process';

function record(pid: number, ppid: number, more: Partial<ProcessRecord> = {}): ProcessRecord {
  const parent = sighting(ppid, 0).id;
  const base = recordOf(sighting(pid, ppid, { sid: 9, pgid: 9, tty: 34_816 }), 0, {
    parent,
    originalParent: undefined,
  });
  return { ...base, ...more };
}

function tableOf(...processes: ProcessRecord[]) {
  return applyEvent(emptyTable, { kind: 'checkpoint', seq: 0, at: 0, processes });
}

const init = record(1, 0, { name: 'systemd', sid: 1, tty: 0 });
const shell = record(10, 1);

function kindsOf(process: ProcessRecord, ...others: ProcessRecord[]) {
  return explain(process, tableOf(init, shell, process, ...others), undefined).map(({ kind }) => kind);
}

test('an ordinary process needs no explanation, nor does PID 1', () => {
  expect(kindsOf(record(20, 10))).toEqual([]);
  expect(explain({ ...init, sid: 0 }, tableOf(init), undefined)).toEqual([]);
});

test('a zombie: whether the parent could wait, is stopped, or cannot be seen', () => {
  const zombie = record(20, 10, { state: 'zombie' });
  const explained = (parent: ProcessRecord) => explain(zombie, tableOf(init, parent, zombie), undefined);
  const ordinary = { kind: 'zombie', role: 'ordinary' };
  expect(explained(shell)).toEqual([{ ...ordinary, parent: 'able' }]);
  expect(explained({ ...shell, state: 'stopped' })).toEqual([{ ...ordinary, parent: 'stopped' }]);
  expect(explained({ ...shell, state: 'traced' })).toEqual([{ ...ordinary, parent: 'traced' }]);
  expect(explain(zombie, tableOf(zombie), undefined)).toEqual([{ ...ordinary, parent: 'unseen' }]);
});

test('a zombie whose parent has ended too, is PID 1, or the init of a namespace', () => {
  const zombie = record(20, 10, { state: 'zombie' });
  const explained = (parent: ProcessRecord) => explain(zombie, tableOf(init, parent, zombie), undefined)[0];
  expect(explained({ ...shell, state: 'gone' })).toMatchObject({ parent: 'gone' });
  expect(explained({ ...shell, state: 'zombie', threads: undefined })).toMatchObject({ parent: 'gone' });
  expect(explained({ ...shell, state: 'zombie', threads: 2 })).toMatchObject({ parent: 'able' });
  expect(explained({ ...shell, nsPid: 1 })).toMatchObject({ parent: 'able', role: 'namespace-init' });
  const below = { ...record(21, 1, { state: 'zombie' }), parent: init.id };
  expect(explain(below, tableOf(init, below), undefined)[0]).toMatchObject({ parent: 'able', role: 'init' });
});

test('who has only lost its first thread is no zombie, as far as is known', () => {
  const facts = { stat: { value: { state: 'zombie', threads: 3 } } } as unknown as DepthFacts;
  const lone = { stat: { value: { state: 'zombie', threads: 1 } } } as unknown as DepthFacts;
  const explained = (more: Partial<ProcessRecord>, depth?: DepthFacts) =>
    explain(record(20, 10, { state: 'zombie', threads: undefined, ...more }), tableOf(init, shell), depth);
  expect(explained({}, facts)).toEqual([{ kind: 'leader-ended', others: 2 }]);
  expect(explained({ threads: 2 })).toEqual([{ kind: 'leader-ended', others: 1 }]);
  expect(explained({}, lone)).toMatchObject([{ kind: 'zombie', parent: 'able' }]);
  expect(explained({ state: 'gone' }, facts)).toEqual([{ kind: 'ghost' }]);
});

test('an orphan by its last adoption; who adopts without being an init is a subreaper', () => {
  const adoption = {
    at: 5,
    from: processId(15, 1),
    fromName: 'sh',
    to: shell.id,
    toName: 'x',
    role: 'subreaper',
  } as const;
  const orphan = record(20, 10, { adoptions: [adoption] });
  expect(explain(orphan, tableOf(init, shell, orphan), undefined)).toEqual([{ kind: 'orphan', adoption }]);
  expect(explain(shell, tableOf(init, shell, orphan), undefined)).toEqual([{ kind: 'subreaper', adopted: 1 }]);
});

test('a daemon has no terminal; a session leader is told with its terminal', () => {
  expect(kindsOf(record(20, 1, { tty: 0 }))).toEqual(['daemon']);
  expect(kindsOf(record(20, 1, { tty: 0, sid: 20 }))).toEqual(['daemon', 'session-leader']);
  expect(kindsOf(record(20, 10, { tty: 0 }))).toEqual([]);
  expect(explain(record(20, 10, { sid: 20 }), tableOf(init, shell), undefined)).toEqual([
    { kind: 'session-leader', terminal: 34_816 },
  ]);
});

test('who started a daemon is not told from its parent being PID 1', () => {
  const starter = (more: Partial<ProcessRecord>) =>
    explain(record(20, 1, { tty: 0, ...more }), tableOf(init), undefined)[0];
  const adoption = {
    at: 5,
    from: processId(15, 1),
    fromName: 'sh',
    to: init.id,
    toName: 'systemd',
    role: 'init',
  } as const;
  expect(starter({ parent: init.id })).toEqual({ kind: 'daemon', starter: 'unseen' });
  expect(starter({ parent: init.id, originalParent: init.id })).toEqual({ kind: 'daemon', starter: 'init' });
  expect(explain(record(20, 1, { tty: 0, adoptions: [adoption] }), tableOf(init), undefined)).toContainEqual({
    kind: 'daemon',
    starter: 'lost',
  });
});

test.each([
  ['stopped', { state: 'stopped' }],
  ['traced', { state: 'traced' }],
  ['disk-sleep', { state: 'disk-sleep' }],
  ['kernel-thread', { kernelThread: true }],
  ['namespace-init', { nsPid: 1 }],
  ['ghost', { state: 'gone' }],
] as const)('%s', (kind, more) => {
  expect(kindsOf(record(20, 10, more))).toEqual([kind]);
});

test('who is traced and runs on by itself is told by whom; one that its tracer has stopped is told once', () => {
  const facts = (state: string) =>
    ({ stat: { value: { state } }, status: { value: { tracerPid: 10 } } }) as unknown as DepthFacts;
  const explained = (state: ProcessRecord['state'], read: string) =>
    explain(record(20, 10, { state }), tableOf(init, shell), facts(read));
  expect(explained('sleeping', 'sleeping')).toEqual([{ kind: 'tracee', tracerPid: 10 }]);
  expect(explained('sleeping', 'running')).toEqual([{ kind: 'tracee', tracerPid: 10 }]);
  expect(explained('traced', 'traced')).toEqual([{ kind: 'traced', tracerPid: 10 }]);
  expect(explained('gone', 'sleeping')).toEqual([{ kind: 'ghost' }]);
});

test('facts that were read while it was in another state do not explain this one', () => {
  const facts = (state: string, channel: string) =>
    ({
      stat: { value: { state } },
      status: { value: { tracerPid: 10 } },
      waitChannel: { value: channel },
    }) as unknown as DepthFacts;
  const explained = (state: ProcessRecord['state'], read: DepthFacts) =>
    explain(record(20, 10, { state }), tableOf(init, shell), read);
  expect(explained('disk-sleep', facts('disk-sleep', 'kernel_clone'))).toEqual([
    { kind: 'vfork', channel: 'kernel_clone' },
  ]);
  expect(explained('disk-sleep', facts('sleeping', 'do_wait'))).toEqual([{ kind: 'disk-sleep', channel: undefined }]);
  expect(explained('traced', facts('sleeping', 'do_wait'))).toEqual([{ kind: 'traced', tracerPid: undefined }]);
  expect(explained('sleeping', facts('traced', 'ptrace_stop'))).toEqual([]);
});
