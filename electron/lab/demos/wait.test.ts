/** Demos 8 to 11: who waits for whom, what becomes of those who are not waited for. */
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { eventually } from '../../../tests/eventually';
import {
  closeRuns,
  countPerDepth,
  everyWay,
  type OpenRun,
  openDemo,
  runDemo,
  runTo,
  someWays,
} from '../../../tests/run-demo';
import { isThere, pidOf, readProcess } from '../processes-for-tests';

afterEach(closeRuns);

const linux = describe.runIf(process.platform === 'linux');

linux('8 fan', { timeout: 30_000 }, () => {
  function orderOf(lines: readonly string[]): readonly number[] {
    return lines.map((line) => Number(line.match(/born as number (\d+)/)?.[1]));
  }

  test.each(everyWay)('is a star, and every child is waited for once (%s)', async (_name, way) => {
    const run = await runDemo('fan', {}, way);
    if (way.gated !== false) expect(countPerDepth(run.members)).toEqual([1, 4]);
    expect([...orderOf(run.lines)].sort()).toEqual([1, 2, 3, 4]);
  });

  test('let run, wait gives the children as they end: the last born first', async () => {
    expect(orderOf((await runDemo('fan', {}, { gated: false })).lines)).toEqual([4, 3, 2, 1]);
  });

  /** Three turns take a child from its birth to its end, and the parent from one wait to the next. */
  function turns(name: string): readonly string[] {
    return [name, name, name];
  }

  async function stepFan(schedule: readonly string[]): Promise<OpenRun> {
    const run = await openDemo('fan', { K: 3 });
    await runTo(run, 'pid, status = os.wait()');
    await run.engine.command({ kind: 'breakpoints', lines: [] });
    await run.engine.command({ kind: 'policy', policy: { name: 'schedule', seed: 1, schedule } });
    await run.engine.command({ kind: 'run', delayMs: 0 });
    await run.ended();
    return run;
  }

  test.each([[[2, 3, 1]], [[3, 1, 2]], [[1, 2, 3]], [[1, 3, 2]]])(
    'while the parent waits, it gets them in the order in which they end: %j',
    async (ends) => {
      const run = await stepFan(['1', ...ends.flatMap((number) => [...turns(`1.${number}`), ...turns('1')])]);
      expect(orderOf(run.lines)).toEqual(ends);
    },
  );

  test('of several that have ended already, Linux gives the first born first', async () => {
    const run = await stepFan([3, 1, 2].flatMap((number) => turns(`1.${number}`)));
    const ends = run.of('exit').map(({ id }) => run.members.find((member) => member.id === id)?.birth);
    expect(ends).toEqual(['1.3', '1.1', '1.2', '1']);
    expect(orderOf(run.lines)).toEqual([1, 2, 3]);
  });
});

linux('9 zombie', { timeout: 30_000 }, () => {
  test.each(everyWay)(
    'keeps its entry and status and nothing else, whatever is sent to it (%s)',
    async (_name, way) => {
      const run = await runDemo('zombie', {}, way);
      const nothing = 'state Z (zombie), command line of 0 bytes, room for 0 descriptors';
      const pid = run.lines[3]?.match(/\d+$/)?.[0];
      expect(run.lines[0]).toMatch(
        /^alive: state [RS] .*, command line of [1-9]\d* bytes, room for [1-9]\d* descriptors$/,
      );
      expect(run.lines.slice(1)).toEqual([
        `ended: ${nothing}`,
        `after SIGKILL: ${nothing}`,
        `after waitpid: there is no process ${pid}`,
        'exit code 7, killed by a signal: False',
      ]);
      if (way.gated !== false) expect(run.exitOf(run.member('1.1').id)).toEqual({ code: 7 });
    },
  );

  test('is seen as such from outside, and gone only when the parent has waited', async () => {
    const run = await openDemo('zombie');
    await runTo(run, 'look("after SIGKILL")');
    const { id } = run.member('1.1');
    expect(readProcess(pidOf(id))).toMatchObject({ id, state: 'Z', exit: { code: 7 } });
    expect(readFileSync(`/proc/${pidOf(id)}/cmdline`, 'utf8')).toBe('');
    process.kill(pidOf(id), 'SIGKILL');
    expect(readProcess(pidOf(id))).toMatchObject({ id, state: 'Z', exit: { code: 7 } });
    await runTo(run, 'look("after waitpid")');
    await eventually('it is gone', () => !isThere(id));
    const kinds = run.events.filter((event) => 'id' in event && event.id === id && event.kind !== 'line');
    expect(kinds.map(({ kind }) => kind).filter((kind) => kind === 'exit' || kind === 'reaped')).toEqual([
      'exit',
      'reaped',
    ]);
  });
});

linux('10 orphan', { timeout: 30_000 }, () => {
  const containments = [
    ...someWays.map(([name, way]) => ({ name, way, containment: undefined })),
    ...someWays.slice(1).map(([name, way]) => ({ name, way, containment: 'supervised' })),
  ];

  test.each(containments.flatMap((one) => [false, true].map((subreaper) => ({ ...one, subreaper }))))(
    'only the child of the one that ended moves; subreaper: $subreaper ($name, $containment)',
    async (one) => {
      const { subreaper, containment } = one;
      const run = await runDemo('orphan', { SUBREAPER: subreaper }, { ...one.way, containment });
      const said = run.lines.map((line) => line.match(/^(\w+) (\d+): born of (\d+), parent now (\d+)$/)?.slice(1));
      const { top, child, grandchild } = Object.fromEntries(
        said.map((words) => [words?.[0], { pid: words?.[1], bornOf: words?.[2], now: words?.[3] }]),
      );
      const init = String(run.init.nsPid);
      expect(top).toMatchObject({ bornOf: init, now: init });
      expect(child?.now).toBe(subreaper ? top?.pid : init);
      expect(child?.bornOf).not.toBe(child?.now);
      expect(grandchild).toMatchObject({ bornOf: child?.pid, now: child?.pid });
      if (one.way.gated === false) return;
      const adopted = run.of('adopted').filter(({ id }) => id !== run.member('1.1.1.1').id);
      expect(adopted[0]).toMatchObject({
        id: run.member('1.1.1').id,
        from: run.member('1.1').id,
        to: subreaper ? run.facts.root : run.init.id,
      });
    },
  );
});

linux('11 SIGCHLD', { timeout: 30_000 }, () => {
  test.each(everyWay)('the handler runs once for five children, and loops (%s)', async (_name, way) => {
    const run = await runDemo('sigchld', {}, way);
    expect(run.lines).toEqual([
      '5 children ended, the handler ran 1 time, 5 reaped, 0 zombies',
      'SIGCHLD ignored: no zombie, waitpid says No child processes',
    ]);
  });

  test.each(someWays)('a handler that waits only once leaves four zombies (%s)', async (_name, way) => {
    const run = await runDemo('sigchld', { LOOP: false }, way);
    expect(run.lines[0]).toBe('5 children ended, the handler ran 1 time, 1 reaped, 4 zombies');
  });

  test('the zombies that are left are there for everybody to see', async () => {
    const run = await openDemo('sigchld', { LOOP: false });
    await runTo(run, 'children ended');
    const states = [1, 2, 3, 4, 5].map((number) => readProcess(pidOf(run.member(`1.${number}`).id))?.state);
    expect(states).toEqual([undefined, 'Z', 'Z', 'Z', 'Z']);
  });
});

linux('24 standing still', { timeout: 30_000 }, () => {
  const ways = [
    ['stopped', 'the child: T', { code: 0 }],
    ['traced', 'the child: t', { code: 0 }],
    ['vfork', 'the parent: D', { code: 0 }],
  ] as const;

  test.each(ways.flatMap(([how, line, exit]) => someWays.map(([name, way]) => ({ how, line, exit, name, way }))))(
    '$how ($name)',
    async ({ how, line, exit, way }) => {
      const run = await runDemo('standing-still', { HOW: how }, way);
      expect(run.lines).toEqual([line, 'it went on, and has ended']);
      if (way.gated !== false) expect(run.exitOf(run.member('1.1').id)).toEqual(exit);
    },
  );

  test('is seen as such from outside, and a signal to the traced one is not its end', async () => {
    const run = await openDemo('standing-still', { HOW: 'traced' });
    await runTo(run, 'ptrace(PTRACE_CONT, pid, None, None)');
    const { id } = run.member('1.1');
    const status = readFileSync(`/proc/${pidOf(id)}/status`, 'utf8');
    expect(status).toMatch(/^State:\tt /m);
    expect(status).toMatch(new RegExp(`^TracerPid:\\t${pidOf(run.member('1').id)}$`, 'm'));
    process.kill(pidOf(id), 'SIGCONT');
    expect(readProcess(pidOf(id))).toMatchObject({ id, state: 't' });
  });

  test('the parent in vfork is told as blocked, and is D for everybody', async () => {
    const run = await openDemo('standing-still', { HOW: 'vfork' });
    await runTo(run, 'os.close(os.open(LATE, os.O_WRONLY))');
    const { id } = run.member('1');
    expect(run.of('blocked').findLast((event) => event.id === id)).toMatchObject({ in: 'other', detail: 'vfork' });
    expect(readProcess(pidOf(id))?.state).toBe('D');
  });
});
