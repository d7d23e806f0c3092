import { afterEach, describe, expect, test } from 'vitest';
import { processId } from '#shared/model/process';
import { endAll, idOf, startPython } from '../inspect/processes.fixture';
import { findTargets } from './find-targets';

afterEach(endAll);

/** A group of two, and a child that has left it; all end with the first. */
const family = `
import ctypes, signal
os.setpgid(0, 0)
children = []
for leaves in (False, True):
    child = os.fork()
    if child == 0:
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
        if leaves: os.setpgid(0, 0)
        while True: signal.pause()
    if leaves: os.setpgid(child, child)
    children.append(child)
print(*children, flush=True)`;

describe.runIf(process.platform === 'linux')('whom a signal would reach', () => {
  test('is told as the kernel has it now: the group without those who left it, the subtree with them', async () => {
    const { id, line } = await startPython(family);
    const [member, stranger] = line.split(' ').map((pid) => idOf(Number(pid)));
    const { process: itself, group, subtree } = await findTargets(id);
    expect(itself).toEqual([id]);
    expect(new Set(group)).toEqual(new Set([id, member]));
    expect(subtree[0]).toBe(id);
    expect(new Set(subtree)).toEqual(new Set([id, member, stranger]));
  });

  test('is nobody else when somebody else has the pid by now', async () => {
    const { pid } = await startPython(family);
    const earlier = processId(pid, 1);
    expect(await findTargets(earlier)).toEqual({ process: [earlier], group: [earlier], subtree: [earlier] });
  });

  test('is no kernel thread besides one: they share no group, though all have 0', async () => {
    const kthreadd = idOf(2);
    expect((await findTargets(kthreadd)).group).toEqual([kthreadd]);
  });
});
