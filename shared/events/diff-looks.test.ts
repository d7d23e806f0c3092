import { describe, expect, test } from 'vitest';
import { type ProcessId, processId } from '#shared/model/process';
import { applyEvents, emptyTable, type ProcessTable } from './apply-events';
import { type ComparedLook, diffLooks, firstLook } from './diff-looks';
import type { ProcessEvent, UnstampedEvent } from './process-event';
import type { Look, Sighting } from './sighting';
import { look, sighting } from './sightings.fixture';

const init = sighting(1, 0, { name: 'init' });
const shell = sighting(10, 1, { name: 'sh' });
const child = sighting(20, 10);

function stamp(events: readonly UnstampedEvent[], after: ProcessTable, at: number): ProcessEvent[] {
  return events.map((event, index) => ({ ...event, seq: after.seq + 1 + index, at }) as ProcessEvent);
}

/** Folds a sequence of looks as the collector does; gives the last table and the events of the last step. */
function watch(first: Look, ...rest: readonly Look[]) {
  let table = applyEvents(
    emptyTable,
    stamp([{ kind: 'checkpoint', processes: [...firstLook(first)] }], emptyTable, first.at),
  );
  let events: readonly UnstampedEvent[] = [];
  let before: ComparedLook = { ...first, passedOver: new Set() };
  for (const now of rest) {
    events = diffLooks(table, before, now);
    table = applyEvents(table, stamp(events, table, now.at));
    before = { ...now, passedOver: new Set() };
  }
  return { table, events, kinds: events.map(({ kind }) => kind) };
}

describe('what two looks tell', () => {
  test('nothing, when nothing changed', () => {
    const { events } = watch(look(0, init, shell), look(1000, init, shell));
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ kind: 'sampled' });
    expect(watch(look(0, init, shell), look(1000, init, shell), look(2000, init, shell)).events).toEqual([]);
  });

  test('what was passed over, since something newer was known, is taken from the next look', () => {
    const moved = { ...child, pgid: 20 };
    const table = applyEvents(
      emptyTable,
      stamp([{ kind: 'checkpoint', processes: [...firstLook(look(0, init, shell, child))] }], emptyTable, 0),
    );
    const [first, second] = [look(1000, init, shell, moved), look(2000, init, shell, moved)];
    const nothing = new Set<ProcessId>();
    const newer = new Set([child.id]);
    const changes = (events: readonly UnstampedEvent[]) => events.filter(({ kind }) => kind === 'changed');
    expect(
      changes(diffLooks(table, { ...look(0, init, shell, child), passedOver: nothing }, first, { newer })),
    ).toEqual([]);
    expect(changes(diffLooks(table, { ...first, passedOver: newer }, second))).toEqual([
      { kind: 'changed', id: child.id, changes: { pgid: 20 } },
    ]);
  });

  const titled = (title: string, more: Partial<Sighting> = {}): Sighting => ({
    ...child,
    programStart: 4_096,
    facts: { ...child.facts, cmdline: [title] },
    ...more,
  });

  test.each([
    ['another program', { programStart: 8_192 }, {}, ['exec']],
    ['another title of the same program', {}, {}, ['changed']],
    [
      'another title, where each exec is told by somebody else',
      { programStart: undefined },
      { execsAreTold: true },
      ['changed'],
    ],
    ['perhaps another program, where its stack is not ours to see', { programStart: undefined }, {}, ['exec']],
  ] as const)('%s', (_what, more, beside, expected) => {
    const before = look(0, init, shell, titled('first'));
    const table = applyEvents(
      emptyTable,
      stamp([{ kind: 'checkpoint', processes: [...firstLook(before)] }], emptyTable, 0),
    );
    const now = look(1000, init, shell, titled('second', more));
    const events = diffLooks(table, { ...before, passedOver: new Set() }, now, beside);
    expect(events.map(({ kind }) => kind).filter((kind) => kind !== 'sampled')).toEqual(expected);
    const after = applyEvents(table, stamp(events, table, now.at));
    expect(after.living.get(child.id)?.cmdline).toEqual(['second']);
  });

  test('one that is hidden from the look has not ended, unless its pid is another one’s', () => {
    const before = look(0, init, shell, child);
    const table = applyEvents(
      emptyTable,
      stamp([{ kind: 'checkpoint', processes: [...firstLook(before)] }], emptyTable, 0),
    );
    const kinds = (now: Look) =>
      diffLooks(table, { ...before, passedOver: new Set() }, now, { isHidden: () => true }).map(({ kind }) => kind);
    expect(kinds(look(1000, init, shell))).toEqual(['sampled']);
    expect(kinds(look(1000, init, shell, { ...child, id: processId(20, 77), startTicks: 77 }))).toContain('reaped');
  });

  test('a birth, with the parent as a fact', () => {
    const { table } = watch(look(0, init, shell), look(1000, init, shell, child));
    expect(table.living.get(child.id)).toMatchObject({
      bornInSight: true,
      parent: shell.id,
      originalParent: shell.id,
      seenAt: 1000,
    });
  });

  test('no original parent for what was there before, nor for what first shows below init or with strangers', () => {
    const stranger = sighting(31, 10, { sid: 31, pgid: 31 });
    const { table } = watch(look(0, init, shell), look(1000, init, shell, sighting(30, 1), stranger));
    expect(table.living.get(stranger.id)).toMatchObject({ parent: shell.id, originalParent: undefined });
    expect(table.living.get(shell.id)).toMatchObject({ bornInSight: false, originalParent: undefined });
    expect(table.living.get(processId(30, 300))).toMatchObject({
      bornInSight: true,
      originalParent: undefined,
      parent: init.id,
    });
  });

  test('an adoption by init, which keeps the parent it had', () => {
    const orphan = { ...child, ppid: 1 };
    const { table, kinds } = watch(look(0, init, shell), look(1000, init, shell, child), look(2000, init, orphan));
    expect(kinds).toEqual(expect.arrayContaining(['adopted', 'exit', 'reaped']));
    expect(table.living.get(child.id)).toMatchObject({
      parent: init.id,
      originalParent: shell.id,
      adoptions: [{ at: 2000, from: shell.id, fromName: 'sh', to: init.id, toName: 'init', role: 'init' }],
    });
    expect(table.ghosts.get(shell.id)).toMatchObject({ state: 'gone', goneAt: 2000 });
  });

  test('the role of the adopter: subreaper, or the init of a namespace', () => {
    const keeper = sighting(5, 1, { name: 'keeper' });
    const nested = sighting(5, 1, { facts: { ...init.facts, namespaceInit: true } });
    for (const [adopter, role] of [
      [keeper, 'subreaper'],
      [nested, 'namespace-init'],
    ] as const) {
      const before = look(0, init, adopter, shell, child);
      const { table } = watch(before, look(1000, init, adopter, { ...child, ppid: 5 }));
      expect(table.living.get(child.id)?.adoptions).toMatchObject([{ to: adopter.id, role }]);
    }
  });

  test('a zombie with its exit status, and later its reaping', () => {
    const zombie = { ...child, state: 'zombie' as const, exit: { code: 7 } };
    const dead = watch(look(0, init, shell, child), look(1000, init, shell, zombie));
    expect(dead.table.living.get(child.id)).toMatchObject({
      state: 'zombie',
      exit: { code: 7 },
      exitedAt: 1000,
      rssBytes: 0,
    });
    const reaped = watch(look(0, init, shell, child), look(1000, init, shell, zombie), look(2000, init, shell));
    expect(reaped.kinds).toContain('reaped');
    expect(reaped.kinds).not.toContain('exit');
    expect(reaped.table.ghosts.get(child.id)).toMatchObject({ exit: { code: 7 }, exitedAt: 1000, goneAt: 2000 });
  });

  test('a process that was born and died between the looks, seen as a zombie only', () => {
    const zombie = sighting(20, 10, { state: 'zombie', exit: { signal: 9, core: false } });
    const { table, kinds } = watch(look(0, init, shell), look(1000, init, shell, zombie));
    expect(kinds.slice(0, 2)).toEqual(['fork', 'exit']);
    expect(table.living.get(zombie.id)).toMatchObject({ state: 'zombie', exit: { signal: 9 } });
  });

  test('an exec by its new facts, a mere change of name by the old ones', () => {
    const facts = { ...child.facts, cmdline: ['ls'], executable: '/bin/ls' };
    const ran = watch(look(0, init, shell, child), look(1000, init, shell, { ...child, name: 'ls', facts }));
    expect(ran.events[0]).toEqual({
      kind: 'exec',
      id: child.id,
      name: 'ls',
      cmdline: ['ls'],
      executable: '/bin/ls',
      cgroup: '/user.slice',
      container: undefined,
      hidden: {},
    });
    const named = watch(look(0, init, shell, child), look(1000, init, shell, { ...child, name: 'worker' }));
    expect(named.events[0]).toEqual({ kind: 'changed', id: child.id, changes: { name: 'worker' } });
  });

  test('a reused pid as a death and a birth', () => {
    const next = sighting(20, 10, { startTicks: 999, name: 'other' });
    const { table } = watch(look(0, init, shell, child), look(1000, init, shell, next));
    expect(table.living.get(next.id)).toMatchObject({ pid: 20, name: 'other', bornInSight: true });
    expect(table.ghosts.get(child.id)).toMatchObject({ pid: 20, name: 'sleep', state: 'gone' });
  });

  test('the share of the processor, and that it fell to nothing', () => {
    const busy = { ...child, cpuMs: 500 };
    const one = watch(look(0, init, child), look(1000, init, busy));
    expect(one.table.living.get(child.id)?.cpu).toBe(0.5);
    const two = watch(look(0, init, child), look(1000, init, busy), look(2000, init, busy));
    expect(two.table.living.get(child.id)?.cpu).toBe(0);
  });

  test('a process whose parent cannot be seen', () => {
    const { table } = watch(look(0, init), look(1000, init, sighting(50, 4242)));
    expect(table.living.get(processId(50, 500))).toMatchObject({
      ppid: 4242,
      parent: undefined,
      originalParent: undefined,
    });
  });
});
