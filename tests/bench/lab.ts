/** The lab: turns a second, a doubling of eight rounds at the gate and free, and how fast nothing is left. */
import { openProgram, runProgram } from '../run-program';
import { type Figure, median, run } from './measure';

const ROUNDS = 3;
const limits = { processes: 300, memoryMiB: 2_048, seconds: 120 };

const counting = 'total = 0\nfor i in range(2000):\n    total += i\n    x = total\n';
const doubling = [
  'import os',
  'for _ in range(8):',
  '    os.fork()',
  'while True:',
  '    try:',
  '        os.wait()',
  '    except ChildProcessError:',
  '        break',
].join('\n');
const bomb = 'import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass\n';

export async function benchLab(): Promise<Figure[]> {
  const perTurn = await rounds(msPerTurn);
  const gated = await rounds(() => msOf(() => runProgram(doubling, { limits })));
  const free = await rounds(() => msOf(() => runProgram(doubling, { limits, gated: false })));
  const plain = await rounds(() => msOf(() => run('python3', ['-c', doubling])));
  const stop = await rounds(msToStopBomb);
  return [
    { name: 'lab: one turn, running automatically', value: perTurn, unit: 'ms', goal: 0.5 },
    { name: 'lab: 256 processes at the gate, to the end', value: gated, unit: 'ms', goal: 10_000 },
    {
      name: 'lab: 256 processes let run',
      against: 'against plain python3',
      value: free,
      unit: 'ms',
      ratio: free / plain,
      goal: 2,
    },
    { name: 'lab: stop a fork bomb of 200, until nothing is left', value: stop, unit: 'ms', goal: 1_000 },
  ];
}

async function rounds(measure: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let round = 0; round < ROUNDS; round++) values.push(await measure());
  return median(values);
}

async function msOf(action: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await action();
  return performance.now() - begin;
}

/** From the first turn to the last, so that the start of Python does not count. */
async function msPerTurn(): Promise<number> {
  const turns = (await runProgram(counting)).of('turn');
  return ((turns.at(-1)?.at ?? 0) - (turns[0]?.at ?? 0)) / (turns.length - 1);
}

/** The bomb is let run, not held; the supervisor bounds it. */
async function msToStopBomb(): Promise<number> {
  const program = await openProgram(bomb, { gated: false, limits: { ...limits, processes: 200 } });
  const isFull = () => program.of('fork').length >= 199;
  const deadline = performance.now() + 60_000;
  while (!isFull() && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
  if (!isFull()) throw new Error('the bomb did not reach its limit within a minute');
  const ms = await msOf(() => program.run.stop());
  const { leftover } = await program.ended();
  if (leftover > 0) throw new Error(`${leftover} processes were left`);
  return ms;
}
