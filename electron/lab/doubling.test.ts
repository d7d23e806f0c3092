/** The program of the window, only faster. What it claims must hold on a busy computer, too: it waits, not the test. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type DoublingVariant, doublingVariants } from '#shared/ipc/contract';
import { eventually } from '../../tests/eventually';
import { planDoubling } from './doubling';
import { createPythonFinder } from './find-python';
import { descendantsOf, isThere, type SeenProcess } from './processes-for-tests';
import { type SupervisedRun, superviseProgram } from './supervised-run';
import type { StartedMessage } from './supervisor-message';

const assets = join(import.meta.dirname, '../../assets');
const program = join(assets, 'demos', 'doubling.py');
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

/** Held for longer than any look can take. */
async function hold(variant: DoublingVariant, rounds: number): Promise<SupervisedRun & { facts: StartedMessage }> {
  const run = superviseProgram({
    python,
    supervisor: join(assets, 'lab', 'supervisor'),
    command: [program, `--rounds=${rounds}`, `--variant=${variant}`, '--hold=60', '--pace=0.05'],
    processLimit: 2 ** rounds,
    timeLimitMs: 90_000,
    graceMs: 10_000,
    environment: process.env,
  });
  runs.push(run);
  const facts = await run.started;
  if (facts === undefined) throw new Error((await run.ended).detail);
  return { ...run, facts };
}

async function look(
  run: { facts: StartedMessage },
  what: string,
  isIt: (now: readonly SeenProcess[]) => boolean,
): Promise<readonly SeenProcess[]> {
  return await eventually(what, () => {
    const now = descendantsOf(run.facts.supervisor.pid);
    return isIt(now) && now;
  });
}

function countPerDepth(processes: readonly SeenProcess[], root: number): readonly number[] {
  const parents = new Map(processes.map(({ pid, ppid }) => [pid, ppid]));
  const counts: number[] = [];
  for (const { pid } of processes) {
    let depth = 0;
    for (let at = pid; at !== root; at = parents.get(at) ?? root) depth++;
    counts[depth] = (counts[depth] ?? 0) + 1;
  }
  return counts;
}

const isZombie = ({ state }: SeenProcess): boolean => state === 'Z';

describe.runIf(process.platform === 'linux')('doubling', { timeout: 30_000 }, () => {
  test.each([1, 2, 3, 4, 6])('%i rounds make 2ⁿ processes, all alive at once', async (rounds) => {
    const run = await hold('double', rounds);
    const all = await look(run, 'all are there', (now) => now.length === 2 ** rounds);
    expect(all.filter(isZombie)).toEqual([]);
    run.stop();
    expect(await run.ended).toEqual({ outcome: 'stopped' });
    expect(all.filter(({ id }) => isThere(id))).toEqual([]);
  });

  test('three rounds make a binomial tree: C(3, k) processes at depth k', async () => {
    const run = await hold('double', 3);
    const all = await look(run, 'all are there', (now) => now.length === 8);
    expect(countPerDepth(all, run.facts.pid)).toEqual([1, 3, 3, 1]);
  });

  test.each([1, 2, 3, 4])('%i rounds leave exactly 2ⁿ⁻¹ orphans, adopted by the supervisor', async (rounds) => {
    const run = await hold('orphan', rounds);
    const supervisor = run.facts.supervisor.pid;
    const orphans = await look(
      run,
      'the parents have left',
      (now) => now.length > 0 && now.every(({ pid, ppid }) => pid !== run.facts.pid && ppid === supervisor),
    );
    expect(orphans.length).toBe(2 ** (rounds - 1));
    expect(orphans.filter(isZombie)).toEqual([]);
  });

  test.each([1, 2, 3, 4])(
    '%i rounds leave exactly 2ⁿ⁻¹ zombies with exit code 7, one for each parent',
    async (rounds) => {
      const run = await hold('zombie', rounds);
      const all = await look(run, 'the children have left', (now) => now.filter(isZombie).length === 2 ** (rounds - 1));
      const zombies = all.filter(isZombie);
      expect(all.length).toBe(2 ** rounds);
      expect(zombies.map(({ exit }) => exit)).toEqual(zombies.map(() => ({ code: 7 })));
      expect(new Set(zombies.map(({ ppid }) => ppid)).size).toBe(zombies.length);
    },
  );

  test.each(doublingVariants)('%s: comes to its end, and no more than 2ⁿ processes ever were', async (variant) => {
    const limits = ['--process-limit=8', '--time-limit=60'];
    const options = ['--rounds=3', `--variant=${variant}`, '--hold=0.1', '--pace=0'];
    const child = spawn(python, ['-I', '-B', join(assets, 'lab', 'supervisor'), ...limits, program, ...options]);
    const said = await text(child.stdout);
    // Each process says once who it is, and the first one's end comes last or its orphans' end does.
    const pids = [...said.matchAll(/fork gave (\d+), I am (\d+), my parent is (\d+)/g)].map(([, , pid]) => pid);
    expect(new Set(pids).size).toBe(8);
    expect(pids.length).toBe(8);
    expect(said).toMatch(/"outcome": "finished", "exit": \{"code": 0\}, "leftover": 0\}\n$/);
  });

  test('is planned within bounds', () => {
    expect(planDoubling('/assets', { variant: 'orphan', rounds: 6, holdSeconds: 60 })).toEqual({
      command: ['/assets/demos/doubling.py', '--rounds=6', '--variant=orphan', '--hold=60', '--pace=0.8'],
      processLimit: 64,
      timeLimitMs: 84_800,
    });
  });
});
