import { beforeEach, describe, expect, test } from 'vitest';
import { recordOf, type Sighting } from '#shared/events/sighting';
import { sighting } from '#shared/events/sightings.fixture';
import { type ProcessId, processId } from '#shared/model/process';
import type { KernelEvent } from '#shared/parse/connector-message';
import { createKernelTracker, type KernelTracker } from './kernel-tracker';
import { createLiveTable, type LiveTable } from './live-table';

/** What /proc shows at the moment; a test moves processes in and out of it. */
let visible: Map<number, Sighting>;
/** In use, but not to be seen. */
const hidden = new Set<number>();
let forgotten: number[];
let live: LiveTable;
let tracker: KernelTracker;

const init = sighting(1, 0, { name: 'init', startTicks: 1 });
const shell = sighting(10, 1, { name: 'sh', startTicks: 100 });

beforeEach(() => {
  visible = new Map([init, shell].map((one) => [one.pid, one]));
  live = createLiveTable();
  const processes = [
    recordOf(init, 0, { parent: undefined, originalParent: undefined }),
    recordOf(shell, 0, { parent: init.id, originalParent: undefined }),
  ];
  live.add({ kind: 'checkpoint', processes }, 0);
  live.takeBatch();
  const read = (pid: number) => visible.get(pid);
  forgotten = [];
  tracker = createKernelTracker(live, {
    readStat: read,
    readWhole: read,
    isInUse: (pid) => visible.has(pid) || hidden.has(pid),
    forgetFacts: (pid) => forgotten.push(pid),
    ticksNow: () => 1_000,
  });
});

/** A sequence as the kernel tells it. `see` puts a process into /proc, a number takes it out. */
function happen(...steps: readonly (KernelEvent | Sighting | number)[]): void {
  for (const step of steps) {
    if (typeof step === 'number') visible.delete(step);
    else if ('kind' in step) tracker.follow(step, 1_000);
    else visible.set(step.pid, step);
  }
}

const fork = (parent: number, pid: number): KernelEvent => ({ kind: 'fork', parent, pid });
const exit = (pid: number, code = 0): KernelEvent => ({ kind: 'exit', pid, exit: { code } });
const named = (pid: number, name: string): KernelEvent => ({ kind: 'comm', pid, name: Buffer.from(name) });
const dead = (one: Sighting): Sighting => ({ ...one, state: 'zombie' });
const living = (id: ProcessId) => live.table.living.get(id);
const kinds = () => live.takeBatch().map(({ kind }) => kind);

describe('following the kernel', () => {
  test('a child is its parent with a pid of its own until it executes something', () => {
    const child = sighting(20, 10, { startTicks: 200, name: 'sh' });
    happen(child, fork(10, 20));
    expect(living(child.id)).toMatchObject({
      name: 'sh',
      parent: shell.id,
      originalParent: shell.id,
      bornInSight: true,
    });
    expect(living(child.id)).toMatchObject({ cgroup: '/user.slice', container: undefined });
    const moved = { cgroup: '/lxc/web-1', container: 'web-1' };
    const facts = { ...child.facts, cmdline: ['ls'], executable: '/bin/ls', ...moved };
    happen({ ...child, name: 'ls', facts }, { kind: 'exec', pid: 20 });
    expect(living(child.id)).toMatchObject({ name: 'ls', cmdline: ['ls'], executable: '/bin/ls', ...moved });
  });

  test('one that is gone before it can be read still has parent, times and exit code', () => {
    happen(fork(10, 21), { kind: 'exec', pid: 21 }, exit(21, 3));
    tracker.checkZombies();
    const ghost = live.table.ghosts.get(processId(21, 1_000));
    expect(ghost).toMatchObject({ originalParent: shell.id, exit: { code: 3 }, state: 'gone', cmdline: undefined });
    expect(ghost?.hidden).toMatchObject({ cmdline: 'gone' });
    expect(ghost?.cgroup).toBe('/user.slice');
    expect(kinds()).toEqual(['fork', 'exec', 'exit', 'reaped']);
  });

  test('when a parent ends, its children are found with their adopter at once', () => {
    const middle = sighting(20, 10, { startTicks: 200 });
    const child = sighting(30, 20, { startTicks: 300 });
    happen(middle, fork(10, 20), child, fork(20, 30), { ...child, ppid: 1 }, dead(middle), exit(20));
    expect(living(child.id)).toMatchObject({
      parent: init.id,
      ppid: 1,
      originalParent: middle.id,
      adoptions: [{ from: middle.id, to: init.id, role: 'init' }],
    });
  });

  test('an orphan adopted twice remembers both adopters in order', () => {
    const reaper = sighting(15, 10, { startTicks: 150, name: 'reaper' });
    const middle = sighting(20, 15, { startTicks: 200 });
    const child = sighting(30, 20, { startTicks: 300 });
    happen(reaper, fork(10, 15), middle, fork(15, 20), child, fork(20, 30));
    happen({ ...child, ppid: 15 }, dead(middle), exit(20), { ...child, ppid: 1 }, dead(reaper), exit(15));
    expect(living(child.id)?.adoptions).toMatchObject([
      { from: middle.id, to: reaper.id, role: 'subreaper' },
      { from: reaper.id, to: init.id, role: 'init' },
    ]);
    expect(living(child.id)?.originalParent).toBe(middle.id);
  });

  test('a zombie stays until its parent waits, and only then is a ghost', () => {
    const child = sighting(20, 10, { startTicks: 200 });
    happen(child, fork(10, 20), { ...child, state: 'zombie' }, exit(20, 7));
    tracker.checkZombies();
    expect(living(child.id)).toMatchObject({ state: 'zombie', exit: { code: 7 } });
    happen(20);
    tracker.checkZombies();
    expect(live.table.ghosts.get(child.id)).toMatchObject({ state: 'gone', exit: { code: 7 } });
  });

  test('a pid that is used again is another process, and the first one has been reaped', () => {
    const first = sighting(20, 10, { startTicks: 200 });
    const second = sighting(20, 10, { startTicks: 900 });
    happen(first, fork(10, 20), { ...first, state: 'zombie' }, exit(20), second, fork(10, 20));
    expect(live.ofPid(20)?.id).toBe(second.id);
    expect(live.table.ghosts.has(first.id)).toBe(true);
  });

  test('a look that saw the child before its event makes no second child of it', () => {
    const child = sighting(20, 10, { startTicks: 990 });
    live.add({ kind: 'fork', process: recordOf(child, 5, { parent: shell.id, originalParent: shell.id }) }, 5);
    live.takeBatch();
    happen(fork(10, 20));
    expect(kinds()).toEqual([]);
    happen(child, fork(10, 20));
    expect(kinds()).toEqual([]);
  });

  test('a first thread that ends before the others is not the end of its process', () => {
    const child = sighting(20, 10, { startTicks: 200 });
    happen(child, fork(10, 20), { ...child, state: 'unknown', threads: 2 }, exit(20));
    tracker.checkZombies();
    expect(living(child.id)).toMatchObject({ state: 'running', exit: undefined });
    expect(tracker.waitsForEnds()).toBe(1);
    happen({ ...dead(child), exit: { code: 9 } }, { kind: 'thread' });
    expect(living(child.id)).toMatchObject({ state: 'zombie', exit: { code: 9 } });
  });

  test('another thread that executes a program takes the place of the first one', () => {
    const child = sighting(20, 10, { startTicks: 200 });
    const facts = { ...child.facts, cmdline: ['ls'], executable: '/bin/ls' };
    happen(child, fork(10, 20), exit(20), { ...child, name: 'ls', facts }, { kind: 'exec', pid: 20 });
    expect(living(child.id)).toMatchObject({ name: 'ls', state: 'running', exit: undefined });
    expect(tracker.waitsForEnds()).toBe(0);
    expect(forgotten).toEqual([20]);
    happen(dead(child), exit(20, 3));
    expect(living(child.id)).toMatchObject({ state: 'zombie', exit: { code: 3 } });
  });

  test('a new name is told as it stands in the message, and only when it is new', () => {
    happen(named(10, 'worker'), named(10, 'worker'), named(10, 'sh'));
    expect(live.takeBatch()).toMatchObject([
      { kind: 'changed', changes: { name: 'worker' } },
      { kind: 'changed', changes: { name: 'sh' } },
    ]);
  });

  test('a child is not in the place of its parent in a namespace of its own', () => {
    const parent = live.ofPid(10);
    if (parent !== undefined) live.add({ kind: 'changed', id: parent.id, changes: { nsPid: 2 } }, 0);
    const child = sighting(20, 10, { startTicks: 200 });
    happen(child, fork(10, 20));
    expect(living(child.id)?.nsPid).toBeUndefined();
  });

  test('one that cannot be seen any more is told from one that is gone', () => {
    const child = sighting(20, 10, { startTicks: 200 });
    happen(child, fork(10, 20), 20);
    const record = living(child.id);
    if (record === undefined) throw new Error('the child is not known');
    expect(tracker.isHidden(record)).toBe(false);
    hidden.add(20);
    expect(tracker.isHidden(record)).toBe(true);
    hidden.clear();
  });

  test('what is told of processes that nobody knows changes nothing', () => {
    happen({ kind: 'exec', pid: 77 }, exit(77), named(77, 'x'), fork(88, 99), { kind: 'thread' }, { kind: 'other' });
    expect(kinds()).toEqual([]);
  });
});
