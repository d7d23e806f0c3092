/** Demos 22 and 23: a program without bounds inside bounds, and one of one's own; and all programs as texts. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import type { ProcessId } from '#shared/model/process';
import { assetsDirectory, closeRuns, openDemo, runDemo, someWays, step } from '../../../tests/run-demo';
import { readCatalogue } from '../catalogue';
import { createPythonFinder } from '../find-python';
import { descendantsOf, pidOf } from '../processes-for-tests';

afterEach(closeRuns);

const linux = describe.runIf(process.platform === 'linux');

linux('22 fork bomb', { timeout: 60_000 }, () => {
  test('doubles when each process forks once, until the limit says EAGAIN', async () => {
    const limit = 16;
    const run = await openDemo('fork-bomb', {}, { limits: { processes: limit } });
    const forksOf = (id: ProcessId): number => run.members.filter(({ parent }) => parent?.id === id).length;
    const refusedTo = (id: ProcessId): boolean => run.of('refused').some((event) => event.id === id);

    async function forkOnce(id: ProcessId): Promise<void> {
      const before = forksOf(id);
      while (forksOf(id) === before && !refusedTo(id)) await step(run, id);
    }

    const counts: number[] = [];
    for (let round = 1; round <= 4; round++) {
      for (const { id } of run.members) await forkOnce(id);
      counts.push(run.members.length);
    }
    expect(counts).toEqual([2, 4, 8, 16]);
    for (const { id } of run.members) await forkOnce(id);
    expect(run.members.length).toBe(limit);
    expect(run.of('refused').map(({ error, by }) => [error, by])).toEqual(Array(limit).fill(['EAGAIN', 'kernel']));
    expect(await run.stop()).toMatchObject({ outcome: 'stopped', leftover: 0 });
    expect(descendantsOf(pidOf(run.facts.supervisor))).toEqual([]);
  });

  test.each(['pid-namespace', 'supervised'])(
    'let run, it comes to the limit, and one stop ends it all (%s)',
    async (containment) => {
      const limit = 32;
      const run = await openDemo(
        'fork-bomb',
        {},
        { gated: containment === 'supervised', containment, limits: { processes: limit } },
      );
      if (containment === 'supervised') await run.engine.command({ kind: 'run', delayMs: 0 });
      await run.until('all have been refused', () => run.lines.length >= limit);
      expect(new Set(run.lines.map((line) => line.split(': ')[1]))).toEqual(
        new Set(['Resource temporarily unavailable']),
      );
      expect(run.lines.length).toBe(limit);
      expect(await run.stop()).toMatchObject({ outcome: 'stopped', leftover: 0 });
    },
  );
});

linux('23 own program', { timeout: 30_000 }, () => {
  test.each(someWays)('begins with a program that forks and waits (%s)', async (_name, way) => {
    const run = await runDemo('own-program', {}, way);
    const [child, parent] = run.lines[0]?.match(/\d+/g) ?? [];
    expect(run.lines).toEqual([
      `child ${child}: my parent is ${parent}`,
      `parent ${parent}: my child ${child} has ended`,
    ]);
  });
});

linux('the programs', { timeout: 30_000 }, () => {
  test('parse with Python 3.8, and no line is longer than 120 columns', async () => {
    const catalogue = await readCatalogue(join(assetsDirectory, 'demos'));
    const python = await createPythonFinder(process.env)();
    if (!python.ok) throw new Error(python.code);
    const parse = 'import ast, sys; [ast.parse(text, feature_version=(3, 8)) for text in sys.argv[1:]]';
    await promisify(execFile)(python.value, ['-c', parse, ...catalogue.map(({ program }) => program)]);
    const lines = catalogue.flatMap(({ program }) => program.split('\n'));
    expect(lines.filter((line) => line.length > 120)).toEqual([]);
    expect(catalogue.length).toBe(24);
  });
});
