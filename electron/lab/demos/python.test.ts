/** Demos 18 to 21: processes made by Python's own libraries, and threads. */
import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { closeRuns, everyWay, type OpenRun, openDemo, runDemo, someWays } from '../../../tests/run-demo';
import { createPythonFinder } from '../find-python';

afterEach(closeRuns);

const linux = describe.runIf(process.platform === 'linux');
const gatedWays = someWays.filter(([, way]) => way.gated !== false);
const helpers = { fork: [], spawn: ['resource tracker'], forkserver: ['forkserver', 'resource tracker'] } as const;
const methods = ['fork', 'spawn', 'forkserver'] as const;

function helpersOf(run: OpenRun): readonly (string | undefined)[] {
  return run.members.flatMap(({ helper }) => (helper === undefined ? [] : [helper])).sort();
}

linux('18 multiprocessing', { timeout: 60_000 }, () => {
  test.each(methods.flatMap((method) => someWays.map(([name, way]) => ({ method, name, way }))))(
    'by $method the parent waits at join for its child ($name)',
    async ({ method, way }) => {
      const run = await runDemo('start-methods', { METHOD: method }, way);
      const parent = run.lines[0]?.match(/\d+/)?.[0];
      const [child, itsParent] = run.lines[1]?.match(/\d+/g) ?? [];
      expect(run.lines).toEqual([
        `parent is ${parent}`,
        `child is ${child}, child of ${itsParent}`,
        `child ${child} has ended with exit code 0`,
      ]);
      expect(itsParent === parent).toBe(method !== 'forkserver');
      if (way.gated === false) return;
      expect(helpersOf(run)).toEqual(helpers[method]);
      expect(run.members.length).toBe(2 + helpers[method].length);
      const worker = run.members.find(({ pid }) => pid === Number(child));
      expect(worker?.parent?.helper).toBe(method === 'forkserver' ? 'forkserver' : undefined);
    },
  );
});

linux('19 pool', { timeout: 60_000 }, () => {
  /** How many tasks were under way at once at the most, and when the fifth began. */
  function follow(lines: readonly string[]): { readonly most: number; readonly endedBeforeFifth: number } {
    let [under, most, ended, endedBeforeFifth] = [0, 0, 0, 0];
    for (const line of lines) {
      if (line.includes('begins')) {
        under += 1;
        most = Math.max(most, under);
        if (line.startsWith('task 5 ')) endedBeforeFifth = ended;
      } else {
        under -= 1;
        ended += 1;
      }
    }
    return { most, endedBeforeFifth };
  }

  test.each([
    { method: 'fork', processes: 5 },
    { method: 'spawn', processes: 6 },
    { method: 'forkserver', processes: 7 },
  ] as const)('four workers by $method are $processes processes, helpers named as such', async (one) => {
    const run = await runDemo('pool', { METHOD: one.method }, {});
    expect(run.members.length).toBe(one.processes);
    expect(helpersOf(run)).toEqual(helpers[one.method]);
  });

  test.each(
    (
      [
        [3, 2],
        [4, 1],
      ] as const
    ).flatMap(([workers, least]) => someWays.map(([name, way]) => ({ workers, least, name, way }))),
  )('with $workers workers the fifth task waits for a free one ($name)', async ({ workers, least, way }) => {
    const run = await runDemo('pool', { WORKERS: workers }, way);
    expect(run.lines.length).toBe(10);
    const { most, endedBeforeFifth } = follow(run.lines);
    expect(most).toBeLessThanOrEqual(workers);
    expect(endedBeforeFifth).toBeGreaterThanOrEqual(least);
    const begun = run.lines.filter((line) => line.includes('begins')).map((line) => line.split(' ').at(-1));
    expect(new Set(begun).size).toBeLessThanOrEqual(workers);
  });

  test('with five, or as many as there are cores, all tasks are done too', async () => {
    for (const workers of [5, 'cpu']) {
      expect((await runDemo('pool', { WORKERS: workers }, { gated: false })).lines.length).toBe(10);
    }
  });
});

linux('20 subprocess', { timeout: 60_000 }, () => {
  test.each(someWays)('gives return codes and output, and the shell has two children (%s)', async (_name, way) => {
    const run = await openDemo('other-programs', {}, way);
    if (way.gated !== false) await run.engine.command({ kind: 'run', delayMs: 0 });
    await run.ended();
    expect(run.lines).toEqual([
      'call: return code 3',
      "communicate: b'apple\\npear\\n', return code 0",
      'pipeline: return code 0',
    ]);
    const named = new Map(run.of('exec').map(({ id, name }) => [id, name]));
    const idOf = (name: string) => [...named].find(([, one]) => one === name)?.[0];
    const parentOf = (name: string) => run.members.find(({ id }) => id === idOf(name))?.parent;
    const shell = parentOf('sleep');
    expect(shell).toBeDefined();
    expect(parentOf('cat')?.id).toBe(shell?.id);
    expect(shell?.parent?.id).toBe(run.facts.root);
  });

  test('makes its processes by vfork where Python can', async (context) => {
    const python = await createPythonFinder(process.env)();
    const strace = await access('/usr/bin/strace').then(
      () => true,
      () => false,
    );
    if (!python.ok || !strace) return context.skip('needs strace');
    const program = 'import subprocess; subprocess.call(["true"])';
    const run = promisify(execFile);
    const { stdout } = await run(python.value, ['-c', 'import subprocess; print(subprocess._USE_VFORK)']).catch(() => ({
      stdout: 'False',
    }));
    if (stdout.trim() !== 'True') return context.skip('Python < 3.10 forks');
    const { stderr } = await run('/usr/bin/strace', ['-f', '-e', 'trace=process', python.value, '-c', program]);
    expect(stderr).toMatch(/vfork\(|CLONE_VFORK/);
    expect(stderr).not.toMatch(/(?<!v)fork\(|clone\((?!.*CLONE_V)/);
    return undefined;
  });
});

linux('21 threads', { timeout: 60_000 }, () => {
  test.each(everyWay)(
    'each sees only its own, the forked child has one and never gets the lock (%s)',
    async (_name, way) => {
      const run = await runDemo('threads', {}, way);
      expect(run.lines.slice(0, 4).sort()).toEqual([
        'main thread sees {}',
        "thread A sees {'name': 'A'}",
        "thread B sees {'name': 'B'}",
        "thread C sees {'name': 'C'}",
      ]);
      expect(run.lines.slice(4)).toEqual([
        'child: 1 thread, gets the lock: False',
        'parent: 4 threads',
        'parent: gets the lock: True',
      ]);
    },
  );

  test.each(gatedWays)(
    'are held each at its own line: four in the parent, one in the child (%s)',
    async (_name, way) => {
      const run = await runDemo('threads', {}, way);
      const threadsOf = (birth: string): ReadonlySet<number> =>
        new Set(
          run
            .of('line')
            .filter(({ id }) => id === run.member(birth).id)
            .map(({ thread }) => thread),
        );
      expect(run.members.length).toBe(2);
      expect([threadsOf('1').size, threadsOf('1.1').size]).toEqual([4, 1]);
    },
  );
});
