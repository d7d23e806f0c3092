import { describe, expect, test } from 'vitest';
import type { DemoParameter } from '#shared/lab/demo';
import { fillParameters } from './fill-parameters';

const label = { en: 'x', zh: 'x' };
const number: DemoParameter = { kind: 'number', name: 'N', label, least: 1, most: 8, usual: 3 };
const choice: DemoParameter = {
  kind: 'choice',
  name: 'WAY',
  label,
  choices: [
    { value: 'fork', label },
    { value: 4, label },
  ],
  usual: 'fork',
};
const toggle: DemoParameter = { kind: 'switch', name: 'WAIT', label, usual: true };
const program = 'import os\n\nN = 3\nWAY = "fork"  # or "spawn"\nWAIT = True\n\nif N:\n    N = 3\n';

function fill(values: Parameters<typeof fillParameters>[2]): ReturnType<typeof fillParameters> {
  return fillParameters(program, [number, choice, toggle], values);
}

describe('parameters', () => {
  test('take the place of the constants at the top, and of nothing else', () => {
    expect(fill({ N: 5, WAY: 4, WAIT: false })).toEqual({
      ok: true,
      value: 'import os\n\nN = 5\nWAY = 4  # or "spawn"\nWAIT = False\n\nif N:\n    N = 3\n',
    });
  });

  test('keep their usual values when none are given', () => {
    expect(fill({})).toEqual({ ok: true, value: program });
  });

  test('may be given as text', () => {
    expect(fill({ N: '8', WAY: '4', WAIT: 'off' })).toEqual(fill({ N: 8, WAY: 4, WAIT: false }));
  });

  test.each([
    [{ N: 9 }, 'N must be a whole number from 1 to 8, not "9".'],
    [{ N: 0 }, 'N must be a whole number from 1 to 8, not "0".'],
    [{ N: 2.5 }, 'N must be a whole number from 1 to 8, not "2.5".'],
    [{ N: '3; import os' }, 'N must be a whole number from 1 to 8, not "3; import os".'],
    [{ N: true }, 'N must be a whole number from 1 to 8, not "true".'],
    [{ WAY: 'spawn"' }, 'WAY must be one of fork, 4, not "spawn"".'],
    [{ WAIT: 'maybe' }, 'WAIT must be true or false, not "maybe".'],
    [{ M: 1 }, 'There is no parameter "M": there are N, WAY, WAIT.'],
  ])('out of bounds are refused: %j', (values, detail) => {
    expect(fill(values)).toEqual({ ok: false, code: 'bad-parameter', detail });
  });

  test('that the program does not assign are a fault of the demo', () => {
    expect(fillParameters('pass\n', [number], {})).toMatchObject({
      ok: false,
      detail: 'The program does not assign N.',
    });
  });
});
