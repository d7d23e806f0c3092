import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readdirSync, writeFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { afterEach, describe, expect, test } from 'vitest';
import type { Actor } from '#shared/actions/guard';
import { processId } from '#shared/model/process';
import { eventually } from '../../tests/eventually';
import { readStat } from '../inspect/process-folder';
import { endAll, idOf, ready, startPython, withoutLeader } from '../inspect/processes.fixture';
import { changePriority, preview, sendSignal } from './act';
import { holdProcess } from './process-handle';
import { readActor } from './read-target';

const SIGKILL = 9;
const SIGTERM = 15;
const SIGSTOP = 19;
const SIGUSR1 = 10;

/** This test, as if it were an app of one process. */
const actor = (): Actor => ({ ...readActor([], false), ancestorPids: new Set() });

afterEach(endAll);

/**
 * Ends a process that is held and has the kernel give its pid to a new one (pid_namespaces(7), ns_last_pid). Somebody
 * else may be faster, so it is tried again with another.
 */
async function reusePid() {
  return eventually('a pid was given out again', async () => {
    const first = spawn('sleep', ['60']);
    const pid = first.pid ?? 0;
    const earlier = idOf(pid);
    const held = holdProcess(earlier);
    if (held === undefined) throw new Error('sleep could not be started');
    first.kill('SIGKILL');
    await once(first, 'exit');
    writeFileSync('/proc/sys/kernel/ns_last_pid', String(pid - 1));
    const later = spawn('sleep', ['60']);
    if (later.pid === pid && idOf(pid) !== earlier) return { held, earlier, later, pid };
    held.close();
    later.kill('SIGKILL');
    return undefined;
  });
}

describe.runIf(process.platform === 'linux')('a signal', () => {
  test('reaches each process that it is sent to, and the report says so', async () => {
    const [one, two] = [await startPython(ready), await startPython(ready)];
    const ended = [once(one.child, 'exit'), once(two.child, 'exit')];
    const report = await sendSignal(actor, { ids: [one.id, two.id], signal: SIGTERM, confirmed: false });
    expect(report).toEqual({
      results: [
        { id: one.id, outcome: { kind: 'done' } },
        { id: two.id, outcome: { kind: 'done' } },
      ],
      pinned: true,
    });
    expect(await Promise.all(ended)).toEqual([
      [null, 'SIGTERM'],
      [null, 'SIGTERM'],
    ]);
  });

  test('reaches a process whose first thread has ended while another lives', async () => {
    const { child, id, pid } = await startPython(withoutLeader);
    await eventually('the first thread has ended', () => readStat(`/proc/${pid}`)?.state === 'zombie' || undefined);
    expect((await preview(actor, [id], 'signal'))[0]?.verdict).toEqual({ kind: 'allowed' });
    const ended = once(child, 'exit');
    expect((await sendSignal(actor, { ids: [id], signal: SIGKILL, confirmed: false })).results[0]?.outcome).toEqual({
      kind: 'done',
    });
    expect(await ended).toEqual([null, 'SIGKILL']);
  });

  test('never hits another process that has got the pid, with a held process or without', async () => {
    const { child, pid, id } = await startPython(ready);
    const earlier = processId(pid, Number(id.split('@')[1]) - 1);
    for (const withoutDescriptors of [false, true]) {
      const order = { ids: [earlier], signal: SIGTERM, confirmed: true };
      expect((await sendSignal(actor, order, { withoutDescriptors })).results).toEqual([
        { id: earlier, outcome: { kind: 'gone' } },
      ]);
    }
    expect(child.exitCode ?? child.signalCode).toBeNull();
    expect(idOf(pid)).toBe(id);
  });

  test.runIf(process.getuid?.() === 0)('never hits the process that was really given the pid after it', async () => {
    const { held, earlier, later, pid } = await reusePid();
    try {
      expect(idOf(pid)).toBe(idOf(later.pid ?? 0));
      expect(held.pinned).toBe(true);
      expect(held.signal(SIGKILL)).toBe('ESRCH');
      for (const withoutDescriptors of [false, true]) {
        const order = { ids: [earlier], signal: SIGKILL, confirmed: true };
        expect((await sendSignal(actor, order, { withoutDescriptors })).results[0]?.outcome).toEqual({ kind: 'gone' });
      }
      // Whoever had been hit would be dead or a zombie by the time that a later signal is answered.
      const answered = once(later, 'exit');
      later.kill('SIGTERM');
      expect(await answered).toEqual([null, 'SIGTERM']);
    } finally {
      held.close();
      later.kill('SIGKILL');
    }
  });

  test('is said to have held nobody when all had ended', async () => {
    const { pid, id } = await startPython(ready);
    const earlier = processId(pid, Number(id.split('@')[1]) - 1);
    expect((await sendSignal(actor, { ids: [earlier], signal: SIGTERM, confirmed: true })).pinned).toBeUndefined();
  });

  test('that cannot be sent for want of a descriptor is said to have failed for that, not that the process is gone', async () => {
    const { child, id } = await startPython(ready);
    const who = actor();
    holdProcess(id)?.close();
    const taken: number[] = [];
    let report: ReturnType<typeof sendSignal> | undefined;
    try {
      for (;;) taken.push(openSync('/dev/null', 'r'));
    } catch {
      // One is sent to at once, without a pause.
      report = sendSignal(() => who, { ids: [id], signal: SIGKILL, confirmed: true });
    } finally {
      for (const descriptor of taken) closeSync(descriptor);
    }
    expect(await report).toEqual({
      results: [{ id, outcome: { kind: 'failed', errno: 'EMFILE' } }],
      pinned: undefined,
    });
    expect(child.exitCode ?? child.signalCode).toBeNull();
  });

  test('is refused to a process that was held when it ended', async () => {
    const { child, id } = await startPython(ready);
    const held = holdProcess(id);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(held?.pinned).toBe(true);
    expect(held?.signal(SIGUSR1)).toBe('ESRCH');
    held?.close();
    expect(holdProcess(id)).toBeUndefined();
  });

  test('is not sent when the app is read-only, nor to what calls for a second question', async () => {
    const { child, id, pid } = await startPython(ready);
    const send = async (who: Actor, confirmed: boolean) =>
      (await sendSignal(() => who, { ids: [id], signal: SIGSTOP, confirmed })).results[0]?.outcome;
    expect(await send({ ...actor(), readOnly: true }, true)).toEqual({ kind: 'refused', reason: 'read-only' });
    expect(await send({ ...actor(), ownPids: new Set([pid]) }, false)).toEqual({
      kind: 'refused',
      reason: 'unconfirmed',
    });
    expect(await send({ ...actor(), uids: [77, 77], effective: [] }, true)).toEqual({
      kind: 'refused',
      reason: 'other-user',
    });
    expect(child.exitCode ?? child.signalCode).toBeNull();
    expect(await send({ ...actor(), ownPids: new Set([pid]) }, true)).toEqual({ kind: 'done' });
  });

  test('is previewed: who it is, who calls for caution, who is refused, who is gone', async () => {
    const { id, pid, line } = await startPython(`
child = os.fork()
if child == 0: os._exit(0)
os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
print(child, flush=True)`);
    const gone = processId(pid, 1);
    const ids = [id, idOf(Number(line)), idOf(1), idOf(2), idOf(process.pid), gone];
    expect((await preview(actor, ids, 'signal')).map(({ name, verdict }) => [name, verdict])).toEqual([
      ['python3', { kind: 'allowed' }],
      ['python3', { kind: 'refused', reason: 'zombie' }],
      [expect.any(String), process.getuid?.() === 0 ? { kind: 'caution', reason: 'init' } : expect.anything()],
      ['kthreadd', { kind: 'refused', reason: 'kernel-thread' }],
      [expect.any(String), { kind: 'caution', reason: 'own-app' }],
      ['', { kind: 'gone' }],
    ]);
    expect(readActor([], false).ancestorPids.has(process.ppid)).toBe(true);
  });
});

test.runIf(process.platform === 'linux')(
  'a priority is changed, and that of a later owner of the pid is not',
  async () => {
    const { id, pid } = await startPython(ready);
    expect(changePriority(actor(), { id, nice: 7, confirmed: false })).toEqual({ id, outcome: { kind: 'done' } });
    expect(getPriority(pid)).toBe(7);
    const earlier = processId(pid, Number(id.split('@')[1]) - 1);
    expect(changePriority(actor(), { id: earlier, nice: 9, confirmed: true }).outcome).toEqual({ kind: 'gone' });
    expect(getPriority(pid)).toBe(7);
  },
);

test.runIf(process.platform === 'linux')('a priority is changed for every thread of the process', async () => {
  const { id, pid } = await startPython(`
import threading
for _ in range(3): threading.Thread(target=threading.Event().wait, daemon=True).start()
${ready}`);
  const tids = readdirSync(`/proc/${pid}/task`).map(Number);
  expect(tids).toHaveLength(4);
  expect(changePriority(actor(), { id, nice: 9, confirmed: false }).outcome).toEqual({ kind: 'done' });
  expect(tids.map(getPriority)).toEqual([9, 9, 9, 9]);
});

test.runIf(process.platform === 'linux')(
  'a priority is not changed without being asked twice where it calls for it',
  async () => {
    const { id, pid } = await startPython(ready);
    const before = getPriority(pid);
    const careful = { ...actor(), ownPids: new Set([pid]) };
    expect((await preview(() => careful, [id], 'priority'))[0]?.verdict).toEqual({
      kind: 'caution',
      reason: 'own-app',
    });
    expect(changePriority(careful, { id, nice: 9, confirmed: false }).outcome).toEqual({
      kind: 'refused',
      reason: 'unconfirmed',
    });
    expect(getPriority(pid)).toBe(before);
  },
);
