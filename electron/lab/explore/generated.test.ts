import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Difficulty, generateProgram } from '#shared/generate/generate-program';
import { defaultPolicy, type Policy } from '#shared/lab/policy';
import { usualLimits } from '#shared/lab/run';
import { createPythonFinder } from '../find-python';
import { startRunServer } from './run-server';

const seeds = Array.from({ length: 20 }, (_, index) => ({
  seed: index + 1,
  difficulty: ((index % 3) + 1) as Difficulty,
}));

test.each(seeds)('the same seed $seed gives the same program', ({ seed, difficulty }) => {
  expect(generateProgram(seed, difficulty)).toEqual(generateProgram(seed, difficulty));
});

describe.runIf(process.platform === 'linux')('the counts of a generated program', { timeout: 60_000 }, () => {
  let python: string;
  beforeAll(async () => {
    const found = await createPythonFinder(process.env)();
    if (!found.ok) throw new Error(found.code);
    python = found.value;
  });
  const told: string[] = [];
  afterAll(() => process.stdout.write(`${told.join('\n')}\n`));

  test.each(seeds)('are those of a real run: seed $seed, difficulty $difficulty', async ({ seed, difficulty }) => {
    const { text, predicted } = generateProgram(seed, difficulty);
    const server = startRunServer({
      python,
      folder: join(import.meta.dirname, '../../../assets/lab/supervisor'),
      environment: process.env,
      text,
      name: 'generated.py',
      weakest: undefined,
      mostTurns: 1_000,
    });
    const policy: Policy = { ...defaultPolicy, name: 'random', seed };
    const { events, outcome } = await server.run({ gated: true, stdout: 'pipe', limits: usualLimits, policy });
    await server.close();
    const output = events
      .map((event) => (event.kind === 'output' && event.stream === 'stdout' ? event.text : ''))
      .join('');
    const real = {
      processes: 1 + events.filter(({ kind }) => kind === 'fork').length,
      letters: output.replaceAll('\n', '').length,
    };
    told.push(`seed ${seed}, difficulty ${difficulty}: ${real.processes} processes, ${real.letters} letters`);
    expect({ outcome, ...real }, text).toEqual({ outcome: 'finished', ...predicted });
  });
});
