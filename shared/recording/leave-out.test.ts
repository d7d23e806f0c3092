import { describe, expect, test } from 'vitest';
import { applyEvents, emptyTable } from '#shared/events/apply-events';
import type { ProcessEvent, UnstampedEvent } from '#shared/events/process-event';
import { recordOf } from '#shared/events/sighting';
import { sighting } from '#shared/events/sightings.fixture';
import { type ProcessRecord, processId } from '#shared/model/process';
import { createLeaveOut, leaveOutOfRecord, stricterOf } from './leave-out';
import type { LeftOut } from './recording-format';

const OWN = 1_000;
const OTHER = 0;
const id = processId(7, 70);
const SECRET = ['sh', '--password=secret'];

function record(uid: number | undefined, cmdline: readonly string[] | undefined = SECRET): ProcessRecord {
  const parents = { parent: undefined, originalParent: undefined };
  return {
    ...recordOf(sighting(7, 1), 0, parents),
    id,
    uid,
    cmdline: cmdline === undefined ? undefined : [...cmdline],
  };
}

function stamp(events: readonly UnstampedEvent[]): readonly ProcessEvent[] {
  return events.map((event, seq) => ({ ...event, seq, at: seq }) as ProcessEvent);
}

const fork = (uid: number | undefined, cmdline?: readonly string[]): UnstampedEvent => ({
  kind: 'fork',
  process: record(uid, cmdline),
});
const exec: UnstampedEvent = {
  kind: 'exec',
  id,
  name: 'sh',
  cmdline: SECRET,
  executable: '/bin/sh',
  cgroup: undefined,
  container: undefined,
  hidden: {},
};
const retitled: UnstampedEvent = { kind: 'changed', id, changes: { cmdline: SECRET } };
const owner = (uid: number | undefined): UnstampedEvent => ({ kind: 'changed', id, changes: { uid } });

const tells = (events: readonly ProcessEvent[]) => JSON.stringify(events).includes('secret');
const nobody: readonly string[] = [];

/** How a command line can come into a stream, told of a process of this user. */
const ways: readonly [string, (uid: number | undefined) => readonly UnstampedEvent[]][] = [
  ['a checkpoint', (uid) => [{ kind: 'checkpoint', processes: [record(uid)] }]],
  ['a fork', (uid) => [fork(uid)]],
  ['an exec', (uid) => [fork(uid, nobody), exec]],
  ['a new title', (uid) => [fork(uid, nobody), retitled]],
  ['an exec after it was given away', (uid) => [fork(OWN, nobody), owner(uid), exec]],
  ['an exec that is told to be given away just after it', (uid) => [fork(OWN, nobody), exec, owner(uid)]],
  [
    'a new title told together with its owner',
    (uid) => [fork(OWN, nobody), { ...retitled, changes: { cmdline: SECRET, uid } }],
  ],
] as const;

const expectations: readonly [LeftOut, number | undefined, boolean][] = [
  ['nothing', OWN, true],
  ['nothing', OTHER, true],
  ['nothing', undefined, true],
  ['others', OWN, true],
  ['others', OTHER, false],
  ['others', undefined, false],
  ['everybody', OWN, false],
  ['everybody', OTHER, false],
  ['everybody', undefined, false],
];

describe.each(ways)('the command line in %s', (_way, events) => {
  test.each(expectations)('leaving out %s, of user %s: told %s', (choice, uid, isTold) => {
    const batch = stamp(events(uid));
    const left = createLeaveOut(choice, OWN)(batch);
    expect(tells(left)).toBe(isTold);
    expect(left.map(({ kind, seq }) => [kind, seq])).toEqual(batch.map(({ kind, seq }) => [kind, seq]));
  });

  test('of nobody is one’s own where nobody knows who that is', () => {
    expect(tells(createLeaveOut('others', undefined)(stamp(events(OWN))))).toBe(false);
    expect(tells(createLeaveOut('others', undefined)(stamp(events(undefined))))).toBe(false);
  });
});

describe('what is left out', () => {
  test('is said to be, and is so in the table that is made of it', () => {
    const left = createLeaveOut('others', OWN)(stamp([fork(OTHER), exec]));
    const process = applyEvents(emptyTable, left).living.get(id);
    expect(process).toMatchObject({ cmdline: undefined, hidden: { cmdline: 'left-out' }, name: 'sh' });
  });

  test('is nothing of the program before the one that was given away', () => {
    const before: UnstampedEvent = { ...exec, cmdline: ['own'] };
    const left = createLeaveOut('others', OWN)(stamp([fork(OWN, nobody), before, exec, owner(OTHER)]));
    expect(tells(left)).toBe(false);
    expect(left[1]).toMatchObject({ cmdline: ['own'] });
  });

  test('holds over the ends of batches, and for a pid that is used again', () => {
    const leaveOut = createLeaveOut('others', OWN);
    const [born, given, run, reaped] = stamp([fork(OWN, nobody), owner(OTHER), exec, { kind: 'reaped', id }]);
    const batches = [born, given, run, reaped].map((event) => leaveOut([event as ProcessEvent]));
    expect(tells(batches.flat())).toBe(false);
    expect(tells(leaveOut(stamp([fork(OWN)])))).toBe(true);
  });

  test('is no longer what comes to be one’s own', () => {
    expect(tells(createLeaveOut('others', OWN)(stamp([fork(OTHER, nobody), owner(OWN), exec])))).toBe(true);
    expect(tells(createLeaveOut('others', OWN)(stamp([fork(OTHER, nobody), exec, owner(OWN)])))).toBe(false);
  });

  test('of a process as it stands is the same', () => {
    for (const [choice, uid, isTold] of expectations) {
      expect(leaveOutOfRecord(choice, OWN)(record(uid)).cmdline !== undefined).toBe(isTold);
    }
  });
});

test('of two choices the stricter one leaves out more', () => {
  expect(stricterOf('nothing', 'others')).toBe('others');
  expect(stricterOf('everybody', 'others')).toBe('everybody');
  expect(stricterOf('nothing', 'nothing')).toBe('nothing');
});
