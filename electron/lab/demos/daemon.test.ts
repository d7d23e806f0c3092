/** Demos 16 and 17: ways to become a daemon, and what /proc says of what they have become. */
import { afterEach, describe, expect, test } from 'vitest';
import type { ChecklistId, ChecklistItem } from '#shared/lab/daemon-checklist';
import type { ParameterValue } from '#shared/lab/run';
import { closeRuns, everyWay, type OpenRun, openDemo, runDemo, runTo, type Way } from '../../../tests/run-demo';
import { pidOf, readProcess } from '../processes-for-tests';
import { readChecklist } from '../read-daemon-facts';

afterEach(closeRuns);

const linux = describe.runIf(process.platform === 'linux');
type Parameters = Readonly<Record<string, ParameterValue>>;

/** The items that are not met, and those that cannot be seen. */
async function lacksOf(run: OpenRun, birth: string): Promise<readonly ChecklistId[]> {
  const items = await readChecklist(run.member(birth).id, run.facts.root);
  if (!items.ok) throw new Error(`process ${birth}: ${items.code}`);
  return items.value.filter(({ met }: ChecklistItem) => met !== true).map(({ id }) => id);
}

/** Up to where the daemon sleeps, with everything done. */
async function becomeDaemon(id: string, parameters: Parameters, birth: string, way: Way = {}): Promise<OpenRun> {
  const run = await openDemo(id, { SECONDS: 300, ...parameters }, way);
  await run.engine.command({ kind: 'run', delayMs: 0 });
  await run.until('the daemon sleeps', () => {
    const last = run.of('blocked').findLast((event) => event.in === 'sleep');
    return last !== undefined && last.id === run.members.find((member) => member.birth === birth)?.id;
  });
  await run.until('the others have ended', () => run.members.every((one) => one.birth === birth || run.exitOf(one.id)));
  return run;
}

linux('16 daemon', { timeout: 30_000 }, () => {
  /** What a person has to ask for: a root directory and an owner of its own. */
  const left: readonly ChecklistId[] = process.getuid?.() === 0 ? ['chroot', 'owner'] : ['chroot'];

  test.each(everyWay.filter(([, way]) => way.gated !== false))(
    'is adopted, without a terminal, in the first child’s session which it does not lead (%s)',
    async (_name, way) => {
      const run = await becomeDaemon('daemon', {}, '1.1.1', way);
      const daemon = readProcess(pidOf(run.member('1.1.1').id));
      const first = pidOf(run.member('1.1').id);
      expect(daemon).toMatchObject({ ppid: run.init.pid, sid: first });
      expect(await lacksOf(run, '1.1.1')).toEqual(left);
      expect(run.of('adopted').find(({ id }) => id === run.member('1.1.1').id)).toMatchObject({ to: run.init.id });
      expect(await run.stop()).toMatchObject({ outcome: 'stopped', leftover: 0 });
    },
  );

  test('ticks off one item after the other', async () => {
    const run = await openDemo('daemon', {});
    await runTo(run, 'if DETACH_PROCESS');
    const starter = await lacksOf(run, '1');
    expect(starter).toEqual(
      expect.arrayContaining(['background', 'group', 'terminal', 'directory', 'umask', 'streams']),
    );
    await runTo(run, 'if PREVENT_CORE');
    const detached = await lacksOf(run, '1.1.1');
    for (const id of ['background', 'group', 'terminal', 'no-reacquiring'] as const) expect(detached).not.toContain(id);
    expect(detached).toEqual(expect.arrayContaining(['directory', 'umask', 'sigterm', 'streams', 'pid-file']));
    await runTo(run, 'if SIGNAL_MAP');
    const moved = await lacksOf(run, '1.1.1');
    for (const id of ['directory', 'umask', 'pid-file'] as const) expect(moved).not.toContain(id);
    expect(moved).toEqual(expect.arrayContaining(['sigterm', 'sigchld', 'terminal-signals', 'descriptors']));
    await runTo(run, 'time.sleep(SECONDS)');
    expect(await lacksOf(run, '1.1.1')).toEqual(left);
  });

  const options: readonly (readonly [Parameters, string, readonly ChecklistId[]])[] = [
    [{ WORKING_DIRECTORY: '' }, '1.1.1', ['directory', ...left]],
    [{ UMASK: '022' }, '1.1.1', ['umask', ...left]],
    [{ PIDFILE: false }, '1.1.1', ['pid-file', ...left]],
    [{ FILES_PRESERVE: true }, '1.1.1', ['descriptors', ...left]],
    [{ SIGNAL_MAP: false }, '1.1.1', ['terminal-signals', 'sigterm', 'sigchld', ...left]],
    [{ STDOUT: '' }, '1.1.1', ['streams', ...left]],
    [{ STDOUT: 'log', STDERR: 'log' }, '1.1.1', left],
    [
      { DETACH_PROCESS: false },
      '1',
      // The first process of a run is started by the init, and leads no session.
      ['background', 'group', 'terminal', ...left],
    ],
  ];
  test.each(options)('with %j its process %s lacks %j', async (parameters, birth, lacks) => {
    const run = await becomeDaemon('daemon', parameters, birth);
    expect(await lacksOf(run, birth)).toEqual(lacks);
  });

  test.runIf(process.getuid?.() === 0)('with privilege it can leave its root directory and root itself', async () => {
    const run = await becomeDaemon('daemon', { CHROOT_DIRECTORY: '.', UID: 65534, GID: 65534 }, '1.1.1');
    expect(await lacksOf(run, '1.1.1')).toEqual([]);
  });

  test('let run, it does the same', async () => {
    const run = await runDemo('daemon', { STDOUT: '', SECONDS: 1 }, { gated: false });
    const [starter, daemon] = run.lines.map((line) => line.match(/\d+/g)?.map(Number) ?? []);
    expect(daemon?.[1]).toBe(run.init.nsPid);
    expect(daemon?.[2]).toBe(daemon?.[3]); // The group and the session,
    expect([starter?.[0], daemon?.[0]]).not.toContain(daemon?.[3]); // of neither the starter nor the daemon.
  });
});

linux('17 daemon, other ways', { timeout: 30_000 }, () => {
  const ways: readonly (readonly [string, string, readonly ChecklistId[]])[] = [
    // What it still has of the starter: the session and its terminal, and the process group.
    ['single fork', '1.1', ['background', 'group', 'terminal']],
    ['setsid', '1.1', ['no-reacquiring']],
    ['nohup', '1.1', ['terminal']],
    ['systemd', '1', ['background', 'group', 'terminal']],
  ];
  const ties: readonly ChecklistId[] = ['background', 'group', 'terminal', 'no-reacquiring', 'init'];

  test.each(ways)('%s: process %s lacks %j of what ties it to its starter', async (way, birth, lacks) => {
    const run = await becomeDaemon('daemon-other-ways', { WAY: way }, birth);
    const all = await lacksOf(run, birth);
    expect(all.filter((id) => ties.includes(id))).toEqual(lacks);
    expect(all.includes('sigterm')).toBe(way !== 'systemd');
    expect(all).toEqual(expect.arrayContaining(['directory', 'umask']));
  });

  test('nohup writes to nohup.out when its output is a terminal, else it stays', async () => {
    const [terminal, pipe] = await Promise.all(
      (['tty', 'pipe'] as const).map((stdout) =>
        runDemo('daemon-other-ways', { WAY: 'nohup', SECONDS: 1 }, { stdout, gated: false }),
      ),
    );
    expect([terminal?.lines.length, pipe?.lines.length]).toEqual([1, 2]);
  });
});
