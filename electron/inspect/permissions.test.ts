/** What an ordinary user gets to see of root's processes, and why not more: this test itself becomes that user. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Fact } from '#shared/inspect/facts';
import type { InspectReply } from '#shared/ipc/inspect-requests';
import { createInspector } from './inspector';
import { endAll, idOf, ready, startPython } from './processes.fixture';

const inspector = createInspector();
const NOBODY = 65_534;
const isRoot = process.platform === 'linux' && process.getuid?.() === 0;

afterEach(endAll);

async function asNobody<Value>(look: () => Value | Promise<Value>): Promise<Value> {
  process.setegid?.(NOBODY);
  process.seteuid?.(NOBODY);
  try {
    return await look();
  } finally {
    process.seteuid?.(0);
    process.setegid?.(0);
  }
}

function replyValue<Value>(reply: InspectReply<Value>): Value {
  if (!reply.ok) throw new Error(`The process is ${reply.code}`);
  return reply.value;
}

function reasonOf(fact: Fact<unknown>): string {
  return 'hidden' in fact ? fact.hidden : 'known';
}

describe.runIf(isRoot)("an ordinary user who looks at root's process", () => {
  test('is told of each field that it belongs to another user, and sees the rest', async () => {
    const { id } = await startPython(ready);
    await asNobody(async () => {
      const facts = replyValue(await inspector['inspect:facts']({ id }));
      const guarded = ['executable', 'workingFolder', 'rootFolder', 'io', 'namespaces', 'waitChannel', 'timers'];
      const notFacts = ['id', 'at', 'msPerTick'];
      // Whatever field is added is looked at too: it must be known, or hidden for this reason.
      for (const [name, fact] of Object.entries(facts).filter(([key]) => !notFacts.includes(key)))
        expect([name, reasonOf(fact)]).toEqual([
          name,
          guarded.includes(name) ? 'other-user' : expect.stringMatching(/^known$/),
        ]);
      const slower = [
        replyValue(await inspector['inspect:memory']({ id })),
        replyValue(await inspector['inspect:environment']({ id, from: 0, reveal: 'all' })),
        replyValue(await inspector['inspect:descriptors']({ id, from: 0 })),
        replyValue(await inspector['inspect:peers']({ id })),
      ];
      expect(slower).toEqual(slower.map(() => ({ hidden: 'other-user' })));
      const compared = replyValue(await inspector['inspect:compare']({ left: idOf(process.ppid), right: id }));
      expect([compared.environment, compared.descriptors].map(reasonOf)).toEqual(['other-user', 'other-user']);
    });
  });

  test('is told of a kernel thread that it is one, not that permission lacks', async () => {
    const facts = await asNobody(async () => replyValue(await inspector['inspect:facts']({ id: idOf(2) })));
    expect([facts.executable, facts.memory].map(reasonOf)).toEqual(['kernel-thread', 'kernel-thread']);
  });
});

describe.runIf(isRoot)('an ordinary user who looks at a process of his own', () => {
  const PR_SET_DUMPABLE = 4;
  const PR_SET_KEEPCAPS = 8;
  /** Becomes that user; the kernel takes the readability away at that, so it is asked for again. */
  const becoming = (readable: 0 | 1, keepsCapabilities: 0 | 1 = 0) => `
import ctypes
prctl = ctypes.CDLL(None).prctl
prctl(${PR_SET_KEEPCAPS}, ${keepsCapabilities}, 0, 0, 0)
os.setgroups([]); os.setresgid(${NOBODY}, ${NOBODY}, ${NOBODY}); os.setresuid(${NOBODY}, ${NOBODY}, ${NOBODY})
prctl(${PR_SET_DUMPABLE}, ${readable}, 0, 0, 0)
${ready}`;

  test('sees everything', async () => {
    const { id } = await startPython(becoming(1));
    const facts = await asNobody(async () => replyValue(await inspector['inspect:facts']({ id })));
    for (const name of ['executable', 'workingFolder', 'io', 'namespaces'] as const)
      expect([name, reasonOf(facts[name])]).toEqual([name, 'known']);
  });

  test('is told when it has made itself unreadable', async () => {
    const { id } = await startPython(becoming(0));
    const facts = await asNobody(async () => replyValue(await inspector['inspect:facts']({ id })));
    expect([facts.executable, facts.io].map(reasonOf)).toEqual(['not-dumpable', 'not-dumpable']);
  });

  test('is told when it holds capabilities that he lacks', async () => {
    const { id } = await startPython(becoming(1, 1));
    const facts = await asNobody(async () => replyValue(await inspector['inspect:facts']({ id })));
    expect(reasonOf(facts.executable)).toBe('more-capabilities');
  });
});

test.runIf(isRoot)('in a folder that does not show a process, one that lives is hidden, not gone', async () => {
  const { id } = await startPython(ready);
  const folder = mkdtempSync(join(tmpdir(), 'forkscope-empty-proc-'));
  chmodSync(folder, 0o755);
  try {
    expect(await createInspector(folder)['inspect:facts']({ id })).toEqual({ ok: false, code: 'hidden' });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe.runIf(isRoot)('where /proc is mounted with hidepid', () => {
  const mounted: string[] = [];
  afterEach(() => {
    for (const folder of mounted.splice(0)) {
      execFileSync('umount', [folder]);
      rmSync(folder, { recursive: true });
    }
  });

  function mountProc(hidepid: number): string | undefined {
    const folder = mkdtempSync(join(tmpdir(), 'forkscope-hidepid-'));
    chmodSync(folder, 0o755);
    try {
      execFileSync('mount', ['-t', 'proc', '-o', `hidepid=${hidepid}`, 'proc', folder], { stdio: 'ignore' });
    } catch {
      rmSync(folder, { recursive: true });
      return undefined;
    }
    mounted.push(folder);
    return folder;
  }

  /** Whoever is in the group of the mount option `gid=`, which is root's by default, is hidden nothing. */
  async function asStranger<Value>(look: () => Value | Promise<Value>): Promise<Value> {
    const groups = process.getgroups?.() ?? [];
    process.setgroups?.([]);
    try {
      return await asNobody(look);
    } finally {
      process.setgroups?.(groups);
    }
  }

  test.for([1, 2])('a process that hidepid=%i shuts off is not said to be gone', async (hidepid, { skip }) => {
    const root = mountProc(hidepid);
    skip(root === undefined, 'Nothing can be mounted here.');
    const { id } = await startPython(ready);
    const strict = createInspector(root);
    expect(await asStranger(() => strict['inspect:facts']({ id }))).toEqual({ ok: false, code: 'hidden' });
    expect(await strict['inspect:facts']({ id })).toMatchObject({ ok: true });
  });
});
