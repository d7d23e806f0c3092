import { describe, expect, test } from 'vitest';
import { defaultPolicy } from '#shared/lab/policy';
import { type LabStart, usualLimits } from '#shared/lab/run';
import { isSameProgram, tookAskedTurns } from '#shared/predict/same-run';

const asked: LabStart = {
  program: { kind: 'demo', id: 'doubling', parameters: { N: 3, print: 'at-end' } },
  stdout: 'pipe',
  gated: true,
  policy: defaultPolicy,
  limits: usualLimits,
};
const doubling = (parameters: { readonly [name: string]: number | string }): LabStart => ({
  ...asked,
  program: { kind: 'demo', id: 'doubling', parameters },
});
const own = (text: string, name = 'program.py'): LabStart => ({ ...asked, program: { kind: 'own', name, text } });
const by = (policy: Partial<LabStart['policy']>): LabStart => ({ ...asked, policy: { ...defaultPolicy, ...policy } });

describe('the same program', () => {
  test('is one demo with the same parameters, in whatever order they are named', () => {
    expect(isSameProgram(doubling({ print: 'at-end', N: 3 }), asked)).toBe(true);
    expect(isSameProgram(doubling({ N: 4, print: 'at-end' }), asked)).toBe(false);
  });

  test('is one text of one’s own, whatever it is called', () => {
    expect(isSameProgram(own('fork', 'a.py'), own('fork', 'b.py'))).toBe(true);
    expect(isSameProgram(own('fork'), own('fork()'))).toBe(false);
    expect(isSameProgram(own('fork'), asked)).toBe(false);
  });

  test('buffers its output in the same way', () => {
    expect(isSameProgram({ ...asked, stdout: 'tty' }, asked)).toBe(false);
  });
});

describe('a run takes the turns that are asked about', () => {
  test('when it is held at the gate and the same policy chooses', () => {
    expect(tookAskedTurns(asked, asked, false)).toBe(true);
    expect(tookAskedTurns(by({ name: 'child-first' }), asked, false)).toBe(false);
  });

  test('not when it is left to itself', () => {
    expect(tookAskedTurns({ ...asked, gated: false }, asked, false)).toBe(false);
  });

  test('not when somebody chose who goes on', () => {
    expect(tookAskedTurns(asked, asked, true)).toBe(false);
  });

  test('by chance from the same seed, which nothing else depends on', () => {
    expect(tookAskedTurns(by({ name: 'random', seed: 1 }), by({ name: 'random', seed: 2 }), false)).toBe(false);
    expect(tookAskedTurns(by({ seed: 1 }), by({ seed: 2 }), false)).toBe(true);
  });

  test('by the same schedule, when it is one', () => {
    const one = by({ name: 'schedule', schedule: ['1', '1.1'] });
    expect(tookAskedTurns(by({ name: 'schedule', schedule: ['1', '1'] }), one, false)).toBe(false);
    expect(tookAskedTurns(by({ schedule: ['1'] }), asked, false)).toBe(true);
  });
});
