import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { DoublingVariant } from '#shared/ipc/contract';
import type { ProcessId } from '#shared/model/process';
import { eventually } from '../../tests/eventually';
import { createPythonFinder } from './find-python';
import { descendantsOf, isThere, type SeenProcess } from './processes-for-tests';
import { type SupervisedRun, superviseProgram } from './supervised-run';
import type { StartedMessage } from './supervisor-message';

const assets = join(import.meta.dirname, '../../assets');
const runs: SupervisedRun[] = [];
let python = '';

beforeAll(async () => {
  const found = await createPythonFinder(process.env)();
  if (found.ok) python = found.value;
});

afterEach(async () => {
  for (const run of runs.splice(0)) {
    run.stop();
    await run.ended;
  }
});

/** The program of the window, only faster. */
async function double(variant: DoublingVariant, rounds: number): Promise<SupervisedRun & { facts: StartedMessage }> {
  const run = superviseProgram({
    python,
    supervisor: join(assets, 'lab', 'supervisor'),
    command: [
      join(assets, 'demos', 'doubling.py'),
      `--rounds=${rounds}`,
      `--variant=${variant}`,
      '--hold=1',
      '--pace=0.05',
    ],
    processLimit: 2 ** rounds,
    timeLimitMs: 60_000,
    graceMs: 10_000,
    environment: process.env,
  });
  runs.push(run);
  const facts = await run.started;
  if (facts === undefined) throw new Error((await run.ended).detail);
  return { ...run, facts };
}

/** Looks as often as it can until the run is over: the most at once, and all that ever were. */
async function watch(run: SupervisedRun & { facts: StartedMessage }): Promise<{ most: number; all: Set<ProcessId> }> {
  const all = new Set<ProcessId>();
  let most = 0;
  let over = false;
  void run.ended.then(() => {
    over = true;
  });
  while (!over) {
    const now = descendantsOf(run.facts.supervisor.pid);
    most = Math.max(most, now.length);
    for (const { id } of now) all.add(id);
    await turn();
  }
  return { most, all };
}

function depthsOf(processes: readonly SeenProcess[], root: number): readonly number[] {
  const parents = new Map(processes.map(({ pid, ppid }) => [pid, ppid]));
  const counts: number[] = [];
  for (const { pid } of processes) {
    let depth = 0;
    for (let at = pid; at !== root; at = parents.get(at) ?? root) depth++;
    counts[depth] = (counts[depth] ?? 0) + 1;
  }
  return counts;
}

describe.runIf(process.platform === 'linux')('doubling', () => {
  test.each([1, 2, 3, 4])(
    '%i rounds make 2ⁿ processes, all alive at once, never more, and none is left',
    async (rounds) => {
      const run = await double('double', rounds);
      const { most, all } = await watch(run);
      expect(most).toBe(2 ** rounds);
      expect(all.size).toBe(2 ** rounds);
      expect(await run.ended).toEqual({ outcome: 'finished' });
      expect([...all].filter(isThere)).toEqual([]);
    },
  );

  test('three rounds make a binomial tree: C(3, k) processes at depth k', async () => {
    const { facts } = await double('double', 3);
    const all = await eventually('there are eight', () => {
      const now = descendantsOf(facts.supervisor.pid);
      return now.length === 8 && now;
    });
    expect(depthsOf(all, facts.pid)).toEqual([1, 3, 3, 1]);
    expect(all.filter(({ state }) => state === 'Z')).toEqual([]);
  });

  test.each([1, 3, 4])('%i rounds leave exactly 2ⁿ⁻¹ orphans, adopted by the supervisor', async (rounds) => {
    const run = await double('orphan', rounds);
    const supervisor = run.facts.supervisor.pid;
    const watched = watch(run);
    const orphans = await eventually('the parents have left', () => {
      const now = descendantsOf(supervisor);
      return (
        now.length === 2 ** (rounds - 1) &&
        now.every(({ pid, ppid }) => pid !== run.facts.pid && ppid === supervisor) &&
        now
      );
    });
    expect(orphans.filter(({ state }) => state === 'Z')).toEqual([]);
    expect((await watched).all.size).toBe(2 ** rounds);
    expect(await run.ended).toEqual({ outcome: 'finished' });
  });

  test.each([1, 3, 4])(
    '%i rounds leave exactly 2ⁿ⁻¹ zombies with exit code 7, until they are waited for',
    async (rounds) => {
      const run = await double('zombie', rounds);
      const supervisor = run.facts.supervisor.pid;
      const watched = watch(run);
      const zombies = await eventually('the children have left', () => {
        const now = descendantsOf(supervisor).filter(({ state }) => state === 'Z');
        return now.length === 2 ** (rounds - 1) && now;
      });
      expect(zombies.map(({ exit }) => exit)).toEqual(zombies.map(() => ({ code: 7 })));
      expect(new Set(zombies.map(({ ppid }) => ppid)).size).toBe(zombies.length);
      expect(descendantsOf(supervisor).length).toBe(2 ** rounds);
      expect((await watched).most).toBe(2 ** rounds);
      expect(await run.ended).toEqual({ outcome: 'finished' });
      expect(zombies.filter(({ id }) => isThere(id))).toEqual([]);
    },
  );
});
