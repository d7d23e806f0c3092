import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { type DescriptorPart, type Fact, factValue } from '#shared/inspect/facts';
import type { InspectReply } from '#shared/ipc/inspect-requests';
import { type ProcessId, processId } from '#shared/model/process';
import { pidfdTarget, sharedEndOf, watchedBy } from '#shared/parse/descriptor';
import { eventually } from '../../tests/eventually';
import { createInspector } from './inspector';
import { readStat } from './process-folder';
import { endAll, idOf, pidOf, ready, startPython, withoutLeader } from './processes.fixture';

const inspector = createInspector();

afterEach(endAll);

function replyValue<Value>(reply: InspectReply<Value>): Value {
  if (!reply.ok) throw new Error(`The process is ${reply.code}`);
  return reply.value;
}

function known<Value>(fact: Fact<Value>): Value {
  if ('hidden' in fact) throw new Error(`Hidden: ${fact.hidden}`);
  return fact.value;
}

async function factsOf(id: ProcessId) {
  return replyValue(await inspector['inspect:facts']({ id }));
}

describe.runIf(process.platform === 'linux')('the facts of a real process', () => {
  test('are what the program did: masks, mask of files, limits, folder, priority, lock', async () => {
    const { id } = await startPython(`
import signal, resource, fcntl, tempfile
signal.signal(signal.SIGHUP, signal.SIG_IGN)
signal.signal(signal.SIGUSR1, lambda *a: None)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR2])
os.kill(os.getpid(), signal.SIGUSR2)
resource.setrlimit(resource.RLIMIT_NOFILE, (123, 456))
os.umask(0o027)
os.chdir('/usr')
os.nice(3)
file = tempfile.TemporaryFile()
fcntl.lockf(file, fcntl.LOCK_EX)
${ready}`);
    const facts = await factsOf(id);
    const { signals, uids } = known(facts.status);
    expect(signals.ignored).toContain(1);
    expect(signals.caught).toContain(10);
    expect(signals).toMatchObject({ blocked: [12] });
    expect([...signals.pending, ...signals.threadPending]).toEqual([12]);
    expect(known(facts.umask)).toBe(0o027);
    expect(uids[0]).toBe(process.getuid?.());
    expect(known(facts.limits)).toContainEqual({ name: 'Max open files', soft: 123, hard: 456, unit: 'files' });
    expect(known(facts.workingFolder)).toBe('/usr');
    expect(known(facts.rootFolder)).toBe('/');
    expect(known(facts.executable)).toContain('python3');
    expect(known(facts.stat)).toMatchObject({ id, ppid: process.pid });
    expect(known(facts.stat).nice - (factValue((await factsOf(idOf(process.pid))).stat)?.nice ?? 0)).toBe(3);
    expect(known(facts.locks)).toHaveLength(1);
    expect(known(facts.lastCapability)).toBe(Number(readFileSync('/proc/sys/kernel/cap_last_cap', 'utf8')));
    expect(known(facts.namespaces).pid).toBe(known((await factsOf(idOf(process.pid))).namespaces).pid);
    expect(known(facts.io).readBytes).toBeGreaterThan(0);
    const memory = known(replyValue(await inspector['inspect:memory']({ id })));
    expect(memory.pss).toBeGreaterThan(0);
    expect(memory.pss).toBeLessThanOrEqual(memory.rss);
  });

  test('of a zombie are kept apart from zeros', async () => {
    const { line } = await startPython(`
pid = os.fork()
if pid == 0: os._exit(7)
os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
print(pid, flush=True)`);
    const id = idOf(Number(line));
    const facts = await factsOf(id);
    for (const fact of [
      facts.umask,
      facts.memory,
      facts.executable,
      facts.workingFolder,
      facts.namespaces,
      facts.waitChannel,
    ])
      expect(fact).toEqual({ hidden: 'zombie' });
    expect(replyValue(await inspector['inspect:memory']({ id }))).toEqual({ hidden: 'zombie' });
    expect(replyValue(await inspector['inspect:descriptors']({ id, from: 0 }))).toEqual({ hidden: 'zombie' });
    expect(replyValue(await inspector['inspect:environment']({ id, from: 0, reveal: 'all' }))).toEqual({
      hidden: 'zombie',
    });
    expect(known(facts.stat).state).toBe('zombie');
  });

  test('of a process whose first thread has ended are read from another', async () => {
    const { id } = await startPython(withoutLeader);
    await eventually(
      'the first thread has ended',
      () => readStat(`/proc/${pidOf(id)}`)?.state === 'zombie' || undefined,
    );
    const facts = await factsOf(id);
    expect(known(facts.stat)).toMatchObject({ state: 'zombie', threads: 2 });
    expect(known(facts.workingFolder)).toBe('/usr');
    expect(known(facts.umask)).toBe(0o027);
    expect(known(facts.executable)).toContain('python3');
    expect(known(facts.memory).RSS).toBeGreaterThan(0);
    expect(facts.waitChannel).toEqual({ hidden: 'leader-ended' });
    expect(known(replyValue(await inspector['inspect:memory']({ id }))).rss).toBeGreaterThan(0);
    expect(
      known(replyValue(await inspector['inspect:environment']({ id, from: 0, reveal: 'none' }))).total,
    ).toBeGreaterThan(0);
    const { descriptors } = known(replyValue(await inspector['inspect:descriptors']({ id, from: 0 })));
    expect(descriptors[0]).toMatchObject({ number: 0, kind: 'socket', access: 'both' });
    const { peers } = known(replyValue(await inspector['inspect:peers']({ id })));
    expect(peers.map((peer) => peer.id)).toContain(idOf(process.pid));
    // It is found from the other side too.
    const ours = known(replyValue(await inspector['inspect:peers']({ id: idOf(process.pid) })));
    expect(ours.peers.map((peer) => peer.id)).toContain(id);
  });

  test('of one that runs say that it sleeps nowhere, not that this is not offered', async () => {
    const { id } = await startPython(`${ready}\nwhile True: pass`);
    expect((await factsOf(id)).waitChannel).toEqual({ hidden: 'awake' });
  });

  test('of a kernel thread say that it has none', async () => {
    const { executable, memory, stat } = await factsOf(idOf(2));
    expect(known(stat)).toMatchObject({ name: 'kthreadd', kernelThread: true });
    expect([executable, memory]).toEqual([{ hidden: 'kernel-thread' }, { hidden: 'kernel-thread' }]);
  });

  test('are never those of a later owner of the pid, nor of nobody', async () => {
    const { child, pid, id } = await startPython(ready);
    const other = processId(pid, Number(id.split('@')[1]) - 1);
    expect(await inspector['inspect:facts']({ id: other })).toEqual({ ok: false, code: 'gone' });
    expect(await inspector['inspect:compare']({ left: id, right: other })).toEqual({ ok: false, code: 'gone' });
    child.kill('SIGKILL');
    await once(child, 'exit');
    for (const name of ['inspect:facts', 'inspect:memory', 'inspect:peers'] as const)
      expect(await inspector[name]({ id })).toEqual({ ok: false, code: 'gone' });
    expect(await inspector['inspect:facts']({ id: '99999999999999999999@1' as ProcessId })).toMatchObject({
      ok: false,
    });
  });
});

describe.runIf(process.platform === 'linux')('the environment', () => {
  test('comes without values until they are asked for, and keeps odd bytes apart', async () => {
    const { id } = await startPython(
      `if 'AGAIN' not in os.environ:
    os.execve(sys.executable, [b'py\\xff', '-c', "import sys; print('ready', flush=True); sys.stdin.read()"],
              {b'AGAIN': b'1', b'SECRET': b'pass=word', b'ODD': b'a\\xff\\nb', b'PATH': os.environb[b'PATH']})`,
    );
    const all = known(replyValue(await inspector['inspect:environment']({ id, from: 0, reveal: 'none' })));
    expect(all).toMatchObject({ total: 4, cut: false });
    expect(all.variables.every(({ value }) => value === undefined)).toBe(true);
    expect(all.variables).toContainEqual({ name: 'SECRET', value: undefined, length: 9 });
    const at = all.variables.findIndex(({ name }) => name === 'SECRET');
    const asked = { id, from: 0, reveal: { at, name: 'SECRET' } };
    const one = known(replyValue(await inspector['inspect:environment'](asked)));
    expect(one.variables.filter(({ value }) => value !== undefined)).toEqual([
      { name: 'SECRET', value: 'pass=word', length: 9 },
    ]);
    const revealed = known(replyValue(await inspector['inspect:environment']({ id, from: 0, reveal: 'all' })));
    expect(revealed.variables.find(({ name }) => name === 'ODD')?.value).toBe('a\\xff\nb');
  });

  test('of a megabyte comes in parts, its size told', async () => {
    const many = Object.fromEntries(Array.from({ length: 900 }, (_, at) => [`V${at}`, 'x'.repeat(1_200)]));
    const { id } = await startPython(ready, { env: { PATH: process.env.PATH ?? '', ...many } });
    const first = known(replyValue(await inspector['inspect:environment']({ id, from: 0, reveal: 'none' })));
    expect(first.total).toBeGreaterThanOrEqual(901);
    expect(first.bytes).toBeGreaterThan(2 ** 20);
    const second = known(
      replyValue(await inspector['inspect:environment']({ id, from: first.variables.length, reveal: 'none' })),
    );
    expect(first.variables.length + second.variables.length).toBe(first.total);
    const at = first.total - 1;
    const name = second.variables.at(-1)?.name ?? '';
    const last = known(replyValue(await inspector['inspect:environment']({ id, from: at, reveal: { at, name } })));
    expect(last.variables).toEqual([{ name, value: expect.any(String), length: second.variables.at(-1)?.length }]);
  });

  test('with a name that stands there twice gives the value of the one that was asked for', async () => {
    const { id } = await startPython(`
import ctypes
words = (ctypes.c_char_p * 4)(b'sh', b'-c', b'echo ready; read x', None)
both = (ctypes.c_char_p * 3)(b'TWICE=first', b'TWICE=second', None)
ctypes.CDLL(None).execve(b'/bin/sh', words, both)`);
    const ask = async (at: number, name: string) =>
      known(replyValue(await inspector['inspect:environment']({ id, from: at, reveal: { at, name } }))).variables[0];
    expect([await ask(0, 'TWICE'), await ask(1, 'TWICE')]).toMatchObject([{ value: 'first' }, { value: 'second' }]);
    // Another program has other variables by now.
    expect(await ask(1, 'OTHER')).toMatchObject({ name: 'TWICE', value: undefined });
  });
});

describe.runIf(process.platform === 'linux')('the descriptors', () => {
  const program = `
import select, socket
read_end, write_end = os.pipe()
ours, theirs = socket.socketpair()
server = socket.create_server(('127.0.0.1', 0))
client = socket.create_connection(server.getsockname())
accepted, _ = server.accept()
epoll = select.epoll(); epoll.register(read_end, select.EPOLLIN)
child = os.fork()
if child == 0:
    for end in (ours, server, client): end.close()
    os.close(read_end)
    sys.stdin.read()
    os._exit(0)
theirs.close(); accepted.close(); os.close(write_end)
print(child, read_end, ours.fileno(), client.fileno(), epoll.fileno(), flush=True)`;

  test('are named by kind, with how they are open', async () => {
    const { id, line } = await startPython(program);
    const [, pipe, pair, client, epoll] = line.split(' ').map(Number);
    const { descriptors, total } = known(replyValue(await inspector['inspect:descriptors']({ id, from: 0 })));
    expect(total).toBe(descriptors.length);
    const by = (number: number | undefined) => descriptors.find((one) => one.number === number);
    expect(by(pipe)).toMatchObject({ kind: 'pipe', access: 'read', closeOnExec: true });
    expect(by(pair)).toMatchObject({ kind: 'socket', socket: 'unix stream' });
    expect(by(client)?.socket).toMatch(/^tcp 127\.0\.0\.1:\d+ → 127\.0\.0\.1:\d+ ESTABLISHED$/);
    expect(by(epoll)).toMatchObject({ kind: 'epoll', more: [expect.stringContaining('tfd:')] });
  });

  test('lead to who holds the other end: of a pipe, of a socket pair, of a connection', async () => {
    const { id, line } = await startPython(program);
    const [child = 0, pipe, pair, client] = line.split(' ').map(Number);
    const { descriptors } = known(replyValue(await inspector['inspect:descriptors']({ id, from: 0 })));
    const { peers } = known(replyValue(await inspector['inspect:peers']({ id })));
    const peersOf = (number: number | undefined) => {
      const target = descriptors.find((one) => one.number === number)?.target;
      return peers.filter((peer) => peer.end === target);
    };
    expect(peersOf(pipe)).toEqual([expect.objectContaining({ id: idOf(child), access: 'write', name: 'python3' })]);
    expect(peersOf(pair)).toEqual([expect.objectContaining({ id: idOf(child), isSame: false })]);
    expect(peersOf(client)).toEqual([expect.objectContaining({ id: idOf(child), isSame: false })]);
    // Its standard input is a pipe that this test writes to.
    expect(peersOf(0).map((peer) => peer.id)).toContain(idOf(process.pid));
  });

  test('lead over IPv4 to a listener that takes both families, and back', async ({ skip }) => {
    const { id, line } = await startPython(`
import socket
if not socket.has_dualstack_ipv6(): print('none', flush=True)
server = socket.create_server(('', 0), family=socket.AF_INET6, dualstack_ipv6=True)
client = socket.create_connection(('127.0.0.1', server.getsockname()[1]))
child = os.fork()
if child == 0:
    accepted, _ = server.accept()
    client.close(); server.close()
    print(os.getpid(), accepted.fileno(), flush=True)
    sys.stdin.read()
    os._exit(0)
server.close()
os.waitpid(child, 0)`);
    skip(line === 'none', 'This computer has no IPv6.');
    const [child = 0, accepted] = line.split(' ').map(Number);
    const otherEnds = async (of: ProcessId) => {
      const { descriptors } = known(replyValue(await inspector['inspect:descriptors']({ id: of, from: 0 })));
      const { peers } = known(replyValue(await inspector['inspect:peers']({ id: of })));
      const tcp = descriptors.filter(({ socket }) => socket?.startsWith('tcp'));
      return tcp.map(({ target }) => peers.find((peer) => peer.end === target && !peer.isSame));
    };
    expect(await otherEnds(id)).toMatchObject([{ id: idOf(child), descriptor: accepted }]);
    expect(await otherEnds(idOf(child))).toMatchObject([{ id }]);
  });

  test('of UNIX sockets in another network namespace are said not to have been asked for', async ({ skip }) => {
    const ours = await startPython(`import socket; pair = socket.socketpair(); ${ready}`);
    const peersOf = async (id: ProcessId) => known(replyValue(await inspector['inspect:peers']({ id })));
    expect((await peersOf(ours.id)).unixUnasked).toBeUndefined();
    const theirs = await startPython(`
import ctypes, socket
CLONE_NEWNET = 0x40000000
entered = ctypes.CDLL(None).unshare(CLONE_NEWNET) == 0
pair = socket.socketpair()
print('ready' if entered else 'refused', flush=True)`);
    skip(theirs.line === 'refused', 'Only root can make a network namespace.');
    expect((await peersOf(theirs.id)).unixUnasked).toBe('other-network');
  });

  test('lead to who shares an eventfd, tell what an epoll watches and which process a pidfd means', async () => {
    const { id, line } = await startPython(`
import ctypes, select
libc = ctypes.CDLL(None)
event = libc.eventfd(0, 0)
child = os.fork()
if child == 0:
    sys.stdin.read()
    os._exit(0)
epoll = select.epoll(); epoll.register(0, select.EPOLLIN); epoll.register(event, select.EPOLLIN)
pidfd = os.pidfd_open(child)
print(child, event, epoll.fileno(), pidfd, flush=True)`);
    const [child = 0, event, epoll, pidfd] = line.split(' ').map(Number);
    const { descriptors } = known(replyValue(await inspector['inspect:descriptors']({ id, from: 0 })));
    const by = (number: number | undefined) => descriptors.find((one) => one.number === number);
    expect(by(event)?.kind).toBe('eventfd');
    expect(watchedBy(by(epoll)?.more ?? [])).toEqual([0, event]);
    expect([by(pidfd)?.kind, pidfdTarget(by(pidfd)?.more ?? [])]).toEqual(['pidfd', child]);
    const { peers } = known(replyValue(await inspector['inspect:peers']({ id })));
    const end = sharedEndOf(by(event)?.target ?? '', by(event)?.more ?? []);
    expect(end).toMatch(/^eventfd:\d+$/);
    expect(peers.filter((peer) => peer.end === end)).toEqual([
      expect.objectContaining({ id: idOf(child), descriptor: event, isSame: true }),
    ]);
  });

  test('of a process with thousands come in parts', async () => {
    const { id } = await startPython(`
import resource
resource.setrlimit(resource.RLIMIT_NOFILE, (4_000, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
held = [os.open('/dev/null', os.O_RDONLY) for _ in range(2_500)]
${ready}`);
    const parts = await allParts(id);
    expect(parts).toHaveLength(3);
    const numbers = parts.flatMap(({ descriptors }) => descriptors.map(({ number }) => number));
    expect(new Set(numbers).size).toBe(parts[0]?.total);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  });

  test('that are closed between two parts make no other come twice', async () => {
    const { id, child, next } = await startPython(`
held = [os.dup(0) for _ in range(1_500)]
${ready}
sys.stdin.readline()
for number in held[:700]: os.close(number)
print('closed', flush=True)`);
    const first = known(replyValue(await inspector['inspect:descriptors']({ id, from: 0 })));
    child.stdin?.write('\n');
    expect(await next()).toBe('closed');
    // Another one begins to read meanwhile, and finds fewer.
    const others = known(replyValue(await inspector['inspect:descriptors']({ id, from: 0 })));
    expect(others.total).toBeLessThan(first.total);
    const { next: from, reading } = first;
    const second = known(replyValue(await inspector['inspect:descriptors']({ id, from, reading })));
    const numbers = [...first.descriptors, ...second.descriptors].map(({ number }) => number);
    expect(new Set(numbers).size).toBe(first.total);
    expect(second.next).toBe(first.total);
  });

  test('of a hundred thousand come too', async ({ skip }) => {
    const { id, line } = await startPython(`
import resource
hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
count = 100_000
if hard != resource.RLIM_INFINITY and hard < count + 100:
    try: resource.setrlimit(resource.RLIMIT_NOFILE, (count + 100, count + 100))
    except (ValueError, PermissionError): count = 0
else: resource.setrlimit(resource.RLIMIT_NOFILE, (count + 100, hard))
while count and os.dup(0) < count - 1: pass
print(count or hard, flush=True)`);
    skip(Number(line) < 100_000, `The hard limit of descriptors is ${line}, and only CAP_SYS_RESOURCE raises it.`);
    const parts = await allParts(id);
    expect(parts[0]?.total).toBe(100_000);
    expect(parts.flatMap(({ descriptors }) => descriptors)).toHaveLength(100_000);
  }, 60_000);
});

async function allParts(id: ProcessId): Promise<readonly DescriptorPart[]> {
  const parts: DescriptorPart[] = [];
  let reading: number | undefined;
  for (let [from, total] = [0, 1]; from < total; ) {
    const part = known(replyValue(await inspector['inspect:descriptors']({ id, from, reading })));
    ({ reading } = part);
    parts.push(part);
    [from, total] = [part.next, part.total];
  }
  return parts;
}

test.runIf(process.platform === 'linux')(
  'two processes are compared: environment by name, descriptors by target',
  async () => {
    const { id, line } = await startPython(
      `child = os.fork()
if child == 0:
    os.setsid()
    os.execve('/bin/sh', ['sh', '-c', 'read x'], {**os.environ, 'A': '2', 'C': '3'})
import time
while open(f'/proc/{child}/comm').read() != 'sh\\n': time.sleep(0.01)
print(child, flush=True)`,
      { env: { PATH: process.env.PATH ?? '', A: '1', B: '1' } },
    );
    const { left, right, environment, descriptors } = replyValue(
      await inspector['inspect:compare']({ left: id, right: idOf(Number(line)) }),
    );
    expect(known(environment)).toMatchObject({
      changed: ['A'],
      onlyLeft: [],
      onlyRight: expect.arrayContaining(['C']),
    });
    expect(known(descriptors).same).toBeGreaterThanOrEqual(3);
    expect(known(right.stat).sid).toBe(Number(line));
    expect(known(left.stat).startCode).not.toBe(known(right.stat).startCode);
  },
);

test.runIf(process.platform === 'linux')(
  'of thousands of descriptors the first are compared, and how many are not is told',
  async () => {
    const { id, line } = await startPython(`import resource
most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 4000), most))
for _ in range(2500): os.dup(0)
child = os.fork()
if child == 0:
    os.close(1000)
    os.read(0, 1)
    os._exit(0)
while os.path.exists(f'/proc/{child}/fd/1000'): pass
print(child, flush=True)`);
    const reply = await inspector['inspect:compare']({ left: id, right: idOf(Number(line)) });
    const { same, onlyLeft, onlyRight, leftUnread, rightUnread } = known(replyValue(reply).descriptors);
    // Up to the number at which one of them has been read 2,000 times.
    expect({ onlyLeft, onlyRight, same: same + onlyLeft }).toEqual({ onlyLeft: 1, onlyRight: 0, same: 2000 });
    expect(leftUnread).toBeGreaterThanOrEqual(2500 + 3 - 2000);
    expect(rightUnread).toBe(leftUnread);
  },
);
