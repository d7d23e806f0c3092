/** Demos 12 to 15: what exec replaces, and what a child has of its parent. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { closeRuns, everyWay, openDemo, runDemo, runTo, someWays } from '../../../tests/run-demo';
import { pidOf } from '../processes-for-tests';

afterEach(closeRuns);

const linux = describe.runIf(process.platform === 'linux');

linux('12 exec', { timeout: 30_000 }, () => {
  test.each(everyWay)('keeps the pid and never comes back, unless it fails (%s)', async (_name, way) => {
    const run = await runDemo('exec', {}, way);
    const [first, second] = [run.lines[0], run.lines[3]].map((line) => line?.match(/^child (\d+) is Python$/)?.[1]);
    expect(run.lines).toEqual([
      `child ${first} is Python`,
      `child ${first} is sh`,
      'parent: exit code 0',
      `child ${second} is Python`,
      `child ${second} is still Python: No such file or directory`,
      'parent: exit code 127',
    ]);
    if (way.gated === false) return;
    // The shell may be gone again before anybody looks at it, and be told under the name of what it became.
    const names = new Set(run.of('exec').map(({ name }) => name));
    expect([...names].filter((name) => name !== 'sh')).toEqual(['sleep']);
    expect(new Set(run.of('exec').map(({ id }) => id))).toEqual(new Set([run.member('1.1').id]));
    expect([run.exitOf(run.member('1.1').id), run.exitOf(run.member('1.2').id)]).toEqual([{ code: 0 }, { code: 127 }]);
  });
});

linux('13 pipe', { timeout: 30_000 }, () => {
  test.each(everyWay)('ends when all write ends are closed (%s)', async (_name, way) => {
    expect((await runDemo('pipe', {}, way)).lines).toEqual([
      "parent read b'hello'",
      'parent: end of file',
      'child: exit code 0, killed by signal 0',
    ]);
  });

  test.each(everyWay)('without a reader kills the writer by SIGPIPE (%s)', async (_name, way) => {
    const run = await runDemo('pipe', { MODE: 'no reader' }, way);
    expect(run.lines).toEqual(['child: exit code 0, killed by signal 13']);
    if (way.gated !== false) expect(run.exitOf(run.member('1.1').id)).toMatchObject({ signal: 13 });
  });

  test('with its write end forgotten, the parent waits for itself after the child has ended', async () => {
    const run = await openDemo('pipe', { MODE: 'forgotten' });
    await run.engine.command({ kind: 'run', delayMs: 0 });
    const child = (): boolean => run.members.some(({ birth, id }) => birth === '1.1' && run.exitOf(id) !== undefined);
    await run.until('the child has ended', child);
    await run.until('the parent is blocked in read', () => run.of('blocked').at(-1)?.in === 'read');
    expect(run.lines).toEqual(["parent read b'hello'"]);
    // It is the only process left, and both ends of the pipe are its own.
    const ends = readdirSync(`/proc/${pidOf(run.facts.root)}/fd`)
      .map((number) => readlinkSync(`/proc/${pidOf(run.facts.root)}/fd/${number}`))
      .filter((target, _index, all) => target.startsWith('pipe:') && all.filter((one) => one === target).length === 2);
    expect(new Set(ends).size).toBe(1);
    expect(await run.stop()).toMatchObject({ outcome: 'stopped', leftover: 0 });
  });
});

linux('14 shared offset', { timeout: 30_000 }, () => {
  test.each(everyWay)('the parent reads on behind the child, its variable is unchanged (%s)', async (_name, way) => {
    const run = await runDemo('shared-offset', {}, way);
    expect(run.lines).toEqual([
      "child:  data = b'abc', offset 3",
      "parent: data = b'', offset 3",
      "parent reads on: b'def'",
    ]);
  });
});

linux('15 inherited', { timeout: 30_000 }, () => {
  const notInherited = [
    'pid',
    'parent pid',
    'processor time used',
    'lock on the file (fcntl)',
    'pending signals',
    'alarm',
  ];

  test.each(someWays.flatMap(([name, way]) => (['pipe', 'tty'] as const).map((stdout) => ({ name, stdout, way }))))(
    'the child finds all the same but six things ($name, $stdout)',
    async ({ way, stdout }) => {
      const run = await runDemo('inherited', {}, { ...way, stdout });
      const rows = run.lines.map((line) => line.match(/^(.*?) +(NOT the same|same)$/)?.slice(1) ?? []);
      expect(rows.length).toBe(21);
      expect(rows.filter(([, verdict]) => verdict === 'NOT the same').map(([name]) => name)).toEqual(notInherited);
      expect(rows.filter(([, verdict]) => verdict === 'same').length).toBe(rows.length - notInherited.length);
    },
  );

  test('/proc says the same of the two', async () => {
    const run = await openDemo('inherited', {}, { policy: { name: 'child-first', seed: 1, schedule: [] } });
    await runTo(run, 'for name, value in');
    const [parent, child] = [run.member('1'), run.member('1.1')].map(({ id }) => lookAt(pidOf(id)));
    expect(child?.inherited).toEqual(parent?.inherited);
    expect(parent?.inherited.status).toMatchObject({ Umask: '0027', SigBlk: mask(SIGUSR1) });
    expect(parent?.pending).toBe(mask(SIGUSR1));
    expect(child?.pending).toBe(mask());
    expect(parent?.ticks).toBeGreaterThan(10);
    expect(child?.ticks).toBeLessThan(parent?.ticks ?? 0);
    expect(locksOf(pidOf(run.member('1').id))).toBe(1);
    expect(locksOf(pidOf(run.member('1.1').id))).toBe(0);
  });
});

const SIGUSR1 = 10;

function mask(...signals: readonly number[]): string {
  return signals
    .reduce((sum, signal) => sum | (1n << BigInt(signal - 1)), 0n)
    .toString(16)
    .padStart(16, '0');
}

interface Look {
  readonly inherited: { readonly [name: string]: unknown };
  readonly pending: string | undefined;
  /** Of processor time. */
  readonly ticks: number;
}

/** What /proc says of a process that bears on inheritance (fork(2)). */
function lookAt(pid: number): Look {
  const read = (name: string): string => readFileSync(`/proc/${pid}/${name}`, 'utf8');
  const status = Object.fromEntries(
    read('status')
      .split('\n')
      .map((line) => line.split(':\t') as [string, string]),
  );
  const stat = read('stat').split(') ').at(-1)?.split(' ') ?? [];
  const names = ['Uid', 'Gid', 'Groups', 'Umask', 'SigBlk', 'SigIgn', 'SigCgt', 'Seccomp', 'NoNewPrivs'];
  // The gate's own socket, at 200 or above, is another in each process.
  const descriptors = readdirSync(`/proc/${pid}/fd`).filter((number) => Number(number) < 200);
  return {
    inherited: {
      status: Object.fromEntries(names.map((name) => [name, status[name]])),
      groupSessionTerminal: stat.slice(2, 5),
      directory: readlinkSync(`/proc/${pid}/cwd`),
      root: readlinkSync(`/proc/${pid}/root`),
      limits: read('limits'),
      environment: read('environ'),
      mappings: read('maps')
        .split('\n')
        .map((line) => line.split(' ').at(-1))
        .filter((path) => path?.includes('/')),
      descriptors: descriptors.map((number) => [number, readlinkSync(`/proc/${pid}/fd/${number}`)]),
      // With the close-on-exec flag, 02000000 (proc_pid_fdinfo(5)).
      flags: descriptors.map((number) => read(`fdinfo/${number}`).match(/^flags:\t(\d+)$/m)?.[1]),
    },
    pending: status.ShdPnd,
    ticks: Number(stat[11]) + Number(stat[12]),
  };
}

function locksOf(pid: number): number {
  const locks = readFileSync('/proc/locks', 'utf8').split('\n');
  return locks.filter((line) => new RegExp(`POSIX +ADVISORY +WRITE ${pid} `).test(line)).length;
}
