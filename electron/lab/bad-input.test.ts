/**
 * Programs that are wrong, greedy or hostile: each really runs, in each containment that is to be had here. A clear end,
 * nothing lost of what it did before, nothing left behind.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, describe, expect, test } from 'vitest';
import {
  closePrograms,
  type Manner,
  openProgram,
  pythonAsNobody,
  pythonWithoutNamespaces,
  runProgram,
} from '../../tests/run-program';
import { descendantsOf } from './processes-for-tests';

afterEach(async () => {
  await closePrograms();
  expect(descendantsOf(process.pid).filter(({ state }) => state !== 'Z')).toEqual([]);
});

const asNobody = pythonAsNobody();
const isRoot = process.getuid?.() === 0;
const ways: readonly (readonly [string, Manner])[] = [
  ['in a PID namespace', {}],
  ...(isRoot ? ([['in a pids cgroup', { weakest: 'pids-cgroup' }]] as const) : []),
  ['supervised', { weakest: 'supervised' }],
  ...(asNobody === undefined
    ? []
    : ([
        ['as an ordinary user', { python: asNobody }],
        ['as an ordinary user, supervised', { python: asNobody, weakest: 'supervised' }],
      ] as const)),
];

const linux = describe.runIf(process.platform === 'linux');

linux.each(ways)('%s', { timeout: 60_000 }, (way, manner) => {
  test('it says what contains the program, and why nothing stronger does', async () => {
    const { facts, status } = await runProgram('print(1)\n', manner);
    expect(status).toMatchObject({ outcome: 'finished', leftover: 0 });
    const kind = manner.weakest ?? 'pid-namespace';
    expect(facts.containment.kind).toBe(kind);
    expect(facts.containment.because === undefined).toBe(kind === 'pid-namespace');
    if (way === 'as an ordinary user') expect(facts.containment.bounds).toContain('rlimit-nproc');
  });

  test('what raises shows its traceback as under plain Python, and what it printed before', async () => {
    const { status, output, of } = await runProgram('def f(x):\n    return 1 / x\nprint("before")\nf(0)\n', manner);
    expect(status).toMatchObject({ outcome: 'finished', leftover: 0 });
    expect(output()).toMatch(/^before\n|before\n$/m);
    expect(output()).toMatch(/Traceback.*program.py", line 4.*program.py", line 2.*ZeroDivisionError/s);
    expect(output()).not.toContain('forkscope_gate');
    expect(of('exit').at(-1)?.exit).toEqual({ code: 1 });
  });

  test('it cannot gain privileges, nor reach the kernel or the computer with those of root', async () => {
    const { output } = await runProgram('print(open("/proc/self/status").read())\n', manner);
    expect(output()).toMatch(/^NoNewPrivs:\s*1$/m);
    const bound = BigInt(`0x${/^CapBnd:\s*([0-9a-f]+)$/m.exec(output())?.[1]}`);
    const held = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)$/m.exec(output())?.[1]}`);
    // CAP_NET_ADMIN, SYS_MODULE, SYS_RAWIO, SYS_BOOT, SYS_TIME, MKNOD, SYSLOG, BPF.
    for (const capability of [12n, 16n, 17n, 22n, 25n, 27n, 34n, 39n]) {
      expect({ capability, held: (held >> capability) & 1n }).toEqual({ capability, held: 0n });
      // Whoever holds none has no right to give one up, and cannot get it back either.
      if (held > 0n) expect({ capability, bound: (bound >> capability) & 1n }).toEqual({ capability, bound: 0n });
    }
  });

  test('what loops for ever ends at its time limit', async () => {
    const { status } = await runProgram('while True:\n    pass\n', { ...manner, limits: { seconds: 1 } });
    expect(status).toMatchObject({ outcome: 'timeout', leftover: 0 });
  });

  test('what ignores signals ends all the same', async () => {
    const text =
      'import signal, time\nfor s in (15, 2, 1):\n    signal.signal(s, signal.SIG_IGN)\nprint("deaf", flush=True)\ntime.sleep(600)\n';
    const { status, output } = await runProgram(text, { ...manner, limits: { seconds: 2 } });
    expect(output()).toBe('deaf\n');
    expect(status).toMatchObject({ outcome: 'timeout', leftover: 0 });
  });

  test('what prints without end ends at the output limit, with all that was within it', async () => {
    const text = 'for _ in range(1600):\n    print("x" * 65535)\n';
    const { status, output } = await runProgram(text, { ...manner, limits: { outputKiB: 256 } });
    expect(status).toMatchObject({ outcome: 'limit', detail: 'output', leftover: 0 });
    expect(output().length).toBe(256 * 1024);
  });

  test('what allocates without end meets its own MemoryError or is ended', async () => {
    const text = 'print("begin", flush=True)\nblocks = []\nwhile True:\n    blocks.append(bytearray(20_000_000))\n';
    const { status, output } = await runProgram(text, { ...manner, limits: { memoryMiB: 128 } });
    expect(output()).toContain('begin\n');
    if (status.outcome === 'finished') expect(output()).toContain('MemoryError');
    else expect(status).toMatchObject({ outcome: 'limit', detail: 'memory' });
    expect(status.leftover).toBe(0);
  });

  test('a daemon that closes everything stays at the gate, and is ended', async () => {
    const text = [
      'import os, time',
      'if os.fork(): os._exit(0)',
      'os.setsid()',
      'if os.fork(): os._exit(0)',
      'os.chdir("/")',
      'os.closerange(0, 4096)',
      'os.open("/dev/null", os.O_RDWR); os.dup(0); os.dup(0)',
      'still_held = 1',
      'try:',
      '    os.setuid(65534)',
      'except OSError:',
      '    pass',
      'held_as_somebody_else = 2',
      'time.sleep(600)',
    ].join('\n');
    const { status, of } = await runProgram(text, { ...manner, limits: { seconds: 3 } });
    expect(status).toMatchObject({ outcome: 'timeout', leftover: 0 });
    expect(of('line').map(({ line }) => line)).toEqual(expect.arrayContaining([8, 13, 14]));
    expect(of('adopted').length).toBeGreaterThan(0);
  });

  test('another program instead of itself is still seen, and its exit code told', async () => {
    const text = 'import os\nprint("first", flush=True)\nos.execvp("sh", ["sh", "-c", "echo second; exit 3"])\n';
    const { status, output, of } = await runProgram(text, manner);
    expect(output()).toBe('first\nsecond\n');
    expect(of('exec').at(-1)).toMatchObject({ name: 'sh' });
    expect(of('exit').at(-1)?.exit).toEqual({ code: 3 });
    expect(status).toMatchObject({ outcome: 'finished', leftover: 0 });
  });

  test('a child that kills its parent is adopted', async () => {
    const text =
      'import os, signal, time\nif os.fork() == 0:\n    os.kill(os.getppid(), signal.SIGKILL)\n    print("orphan")\nelse:\n    time.sleep(600)\n';
    const { status, of, facts, output } = await runProgram(text, manner);
    expect(of('signal')).toMatchObject([{ id: facts.root, signal: 9 }]);
    expect(of('exit').find(({ id }) => id === facts.root)?.exit).toMatchObject({ signal: 9 });
    expect(of('adopted').length).toBe(1);
    expect(output()).toBe('orphan\n');
    expect(status).toMatchObject({ outcome: 'finished', leftover: 0 });
  });

  test('a group that kills itself takes nobody else with it', async () => {
    const text = 'import os, signal\nos.fork()\nos.killpg(0, signal.SIGKILL)\n';
    const { status, of } = await runProgram(text, manner);
    expect(of('exit').map(({ exit }) => exit)).toMatchObject([{ signal: 9 }, { signal: 9 }]);
    expect(status).toMatchObject({ outcome: 'finished', leftover: 0 });
  });

  test('a fork bomb is refused more at its limit, and nothing of it is left', async () => {
    const text =
      'import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        break\nimport time\ntime.sleep(600)\n';
    const limits = { processes: 12, seconds: 4 };
    const { status, of } = await runProgram(text, { ...manner, limits, policy: { name: 'round-robin' } });
    expect(of('refused').length).toBeGreaterThan(0);
    expect(of('refused')[0]).toMatchObject({ call: 'fork', error: 'EAGAIN' });
    expect(of('fork').length).toBeLessThan(12);
    expect(status).toMatchObject({ outcome: 'timeout', leftover: 0 });
  });

  test('let run, too, there are never more than the limit allows', async () => {
    const text = [
      'import os, time',
      'for _ in range(12):',
      '    try:',
      '        if os.fork() == 0:',
      '            time.sleep(2)',
      '            os._exit(0)',
      '    except OSError:',
      '        print("refused", flush=True)',
    ].join('\n');
    const { status, of, output } = await runProgram(text, { ...manner, gated: false, limits: { processes: 4 } });
    expect(status.leftover).toBe(0);
    // Without a group or a namespace nobody refuses a fork: the run is ended.
    if (manner.weakest === 'supervised') expect(status).toMatchObject({ outcome: 'limit', detail: 'processes' });
    else expect([of('fork').length, output().match(/refused/g)?.length]).toEqual([3, 9]);
  });

  test('forks in threads are held like any other', async () => {
    const text = [
      'import os, threading',
      'def work(n):',
      '    pid = os.fork()',
      '    if pid == 0:',
      '        os._exit(n)',
      '    print(n, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) if hasattr(os, "waitstatus_to_exitcode") else n)',
      'threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]',
      'for thread in threads: thread.start()',
      'for thread in threads: thread.join()',
    ].join('\n');
    const { status, output, of } = await runProgram(text, manner);
    expect(output().split('\n').sort().join(' ')).toBe(' 0 0 1 1 2 2');
    expect(new Set(of('turn').map(({ thread }) => thread)).size).toBe(4);
    expect(status).toMatchObject({ outcome: 'finished', leftover: 0 });
  });

  test('stop ends all at once', async () => {
    const program = await openProgram('import os, time\nfor _ in range(4): os.fork()\ntime.sleep(600)\n', manner);
    program.run.command({ kind: 'run', delayMs: 0 });
    await expect.poll(() => program.of('blocked').length, { timeout: 20_000 }).toBe(16);
    await program.run.stop();
    expect(await program.ended()).toMatchObject({ outcome: 'stopped', leftover: 0 });
  });
});

linux('whatever contains it', { timeout: 60_000 }, () => {
  test('a program that does not parse is not started, and the place is told', async () => {
    const { started } = await openProgram('print(1)\nif x\n');
    expect(started).toMatchObject({
      ok: false,
      code: 'does-not-parse',
      detail: expect.stringMatching(/^line 2: SyntaxError/),
    });
  });

  test('invalid UTF-8 is shown byte by byte, and what is valid stays', async () => {
    const { output } = await runProgram('import os\nos.write(1, b"ok \\xff\\xfe \\xe4\\xb8\\xad \\xe4\\xb8 end\\n")\n');
    expect(output()).toBe('ok \\xff\\xfe 中 \\xe4\\xb8 end\n');
  });

  test.each(['pipe', 'tty'] as const)('the end of the input is met as such (%s)', async (stdout) => {
    const text = 'import sys\nprint(repr(sys.stdin.read()))\ntry:\n    input()\nexcept EOFError:\n    print("end")\n';
    const program = await openProgram(text, { stdout });
    program.run.command({ kind: 'run', delayMs: 0 });
    program.run.command({ kind: 'input', text: 'typed\n', end: true });
    await expect.poll(program.output, { timeout: 10_000 }).toContain("'typed\\n'");
    if (stdout === 'tty') program.run.command({ kind: 'input', text: '', end: true });
    expect(await program.ended()).toMatchObject({ outcome: 'finished', leftover: 0 });
    expect(program.output()).toBe("'typed\\n'\nend\n");
  });

  test('kill(-1) reaches the run and nobody else in its own PID namespace', async () => {
    const witness = process.pid;
    const proof = await runProgram(
      'import os\nprint(os.getppid(), os.path.exists("/proc/2"), len(os.listdir("/proc")) > 0)\n',
    );
    // Only behind this proof: it is in a namespace where its parent is process 1.
    expect([proof.facts.containment.kind, proof.output()]).toEqual(['pid-namespace', '1 True True\n']);
    const { status, of, output } = await runProgram('import os\npid = os.fork()\nos.kill(-1, 9)\nprint("alone")\n');
    expect(output()).toBe('alone\n');
    expect(of('exit').map(({ exit }) => exit)).toContainEqual(expect.objectContaining({ signal: 9 }));
    expect(of('signal')).toMatchObject([{ target: -1, signal: 9 }]);
    expect(status).toMatchObject({ outcome: 'finished', leftover: 0 });
    expect(readFileSync(`/proc/${witness}/stat`).length).toBeGreaterThan(0);
  });

  // Signal 0 harms nobody, should the gate fail to refuse it.
  test('kill(-1) is refused by the gate elsewhere, as is whatever is not of the run', async () => {
    const text =
      'import os\nfor target in (-1, os.getppid(), 1):\n    try:\n        os.kill(target, 0)\n    except PermissionError as error:\n        print(error.errno)\n';
    const { of, output } = await runProgram(text, { weakest: 'supervised' });
    expect(output()).toBe('1\n1\n1\n');
    expect(of('refused').map(({ call, error, by }) => [call, error, by])).toEqual(
      Array(3).fill(['kill', 'EPERM', 'gate']),
    );
  });

  test.each(['spawn', 'forkserver'])('multiprocessing by %s works, its helpers are named', async (method) => {
    const text = [
      'import multiprocessing as mp',
      'def work(x):',
      '    return x * x',
      'if __name__ == "__main__":',
      `    with mp.get_context("${method}").Pool(2) as pool:`,
      '        print(pool.map(work, [1, 2, 3]))',
    ].join('\n');
    const { status, output, of } = await runProgram(text);
    expect(output()).toBe('[1, 4, 9]\n');
    const helpers = of('changed').flatMap(({ changes }) => changes.helper ?? []);
    expect(helpers).toEqual(
      method === 'spawn' ? ['resource tracker'] : expect.arrayContaining(['resource tracker', 'forkserver']),
    );
    expect(of('line').filter(({ line }) => line === 3).length).toBe(3);
    expect(status).toMatchObject({ outcome: 'finished', leftover: 0 });
  });

  test('a program of 5,000 lines runs', async () => {
    const text = Array.from({ length: 5_000 }, (_, index) => `x${index % 50} = ${index}\n`).join('');
    const { status, of } = await runProgram(text);
    expect(of('turn').length).toBe(5_000);
    expect(status).toMatchObject({ outcome: 'finished', leftover: 0 });
  });

  const refused = pythonWithoutNamespaces();
  test.runIf(refused)(
    'where the kernel refuses namespaces the next best contains it, and the reason is told',
    async () => {
      const text = 'import os\nif os.fork() == 0:\n    os._exit(3)\nprint(os.waitstatus_to_exitcode(os.wait()[1]))\n';
      for (const gated of [true, false]) {
        const { status, facts, output } = await runProgram(text, {
          ...(refused !== undefined && { python: refused }),
          gated,
        });
        expect(facts.containment.kind).not.toBe('pid-namespace');
        expect(facts.containment.because).toMatch(/^pid-namespace: .*unshare/);
        expect(output()).toBe('3\n');
        expect(status).toMatchObject({ outcome: 'finished', leftover: 0 });
      }
    },
  );

  test('nonsense at the gate itself harms nobody', async () => {
    const text = [
      'import json, os, socket',
      'address = json.loads(os.environ["FORKSCOPE_GATE"])["address"]',
      'hello = {"kind": "hello", "pid": os.getpid(), "parent": 1, "thread": 5, "tid": 1, "fresh": False, "helper": None}',
      'for said in ({}, {"kind": "hello"}, {"kind": "line"}, {**hello, "pid": 10**30}, {**hello, "thread": "x"}):',
      '    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as one:',
      '        one.connect("\\0" + address)',
      '        one.send(json.dumps(said).encode())',
      'for said in (b"[" * 100_000, b"\\xff", b"null"):',
      '    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as one:',
      '        one.connect("\\0" + address)',
      '        one.send(said)',
      'print("still here")',
    ].join('\n');
    const { status, output } = await runProgram(text);
    expect(output()).toBe('still here\n');
    expect(status).toMatchObject({ outcome: 'finished', leftover: 0 });
  });

  test('the private folder of a run is gone afterwards', async () => {
    const { output } = await runProgram('import os\nopen("trace", "w").close()\nprint(os.getcwd())\n');
    const folder = output().trim().split('/').pop() ?? '';
    expect(folder).toMatch(/^forkscope-run-/);
    expect(readdirSync(tmpdir())).not.toContain(folder);
  });

  test('a handler that comes while the program is held is held itself, at its own lines', async () => {
    const text = [
      'import os, signal',
      'def handler(number, frame):',
      '    print("handler")',
      'signal.signal(signal.SIGUSR1, handler)',
      'pid = os.getpid()',
      'if os.fork() == 0:',
      '    os.kill(pid, signal.SIGUSR1)',
      '    os._exit(0)',
      'os.wait()',
      'print(signal.getsignal(signal.SIGUSR1) is handler)',
    ].join('\n');
    const { status, output, of } = await runProgram(text, { policy: { name: 'child-first' } });
    expect(output()).toBe('handler\nTrue\n');
    expect(
      of('line')
        .filter((event) => event.function === 'handler')
        .map(({ line }) => line),
    ).toEqual([3]);
    expect(status).toMatchObject({ outcome: 'finished', leftover: 0 });
  });
});
