import { expect, test } from 'vitest';
import type { DepthFacts } from '#shared/inspect/facts';
import { keepFact, keepFacts } from '#shared/inspect/keep-known';

test('what was known stays when the process ends, as of when it was read', () => {
  const first = keepFact({ value: '/usr' }, { hidden: 'zombie' }, 100);
  expect(first).toEqual({ value: '/usr', asOf: 100 });
  expect(keepFact(first, { hidden: 'gone' }, 200)).toEqual({ value: '/usr', asOf: 100 });
});

test('what is refused, or was never known, is not kept', () => {
  expect(keepFact({ value: '/usr' }, { hidden: 'other-user' }, 100)).toEqual({ hidden: 'other-user' });
  expect(keepFact({ hidden: 'other-user' }, { hidden: 'zombie' }, 100)).toEqual({ hidden: 'zombie' });
  expect(keepFact(undefined, { hidden: 'zombie' }, 100)).toEqual({ hidden: 'zombie' });
  expect(keepFact({ value: 1 }, { value: 2 }, 100)).toEqual({ value: 2 });
});

test('a fact that says the same is the same object', () => {
  const before = { at: 1, msPerTick: 10, limits: { value: [{ soft: 1 }] }, oomScore: { value: 7 } };
  const now = { at: 2, msPerTick: 10, limits: { value: [{ soft: 1 }] }, oomScore: { value: 8 } };
  const kept = keepFacts(before as unknown as DepthFacts, now as unknown as DepthFacts);
  expect(kept).toEqual(now);
  expect(kept.limits).toBe(before.limits);
});

test('of all facts of a process each is kept for itself', () => {
  const before = { at: 1, msPerTick: 10, umask: { value: 18 }, io: { hidden: 'other-user' }, oomScore: { value: 7 } };
  const now = { at: 2, msPerTick: 10, umask: { hidden: 'zombie' }, io: { hidden: 'zombie' }, oomScore: { value: 0 } };
  expect(keepFacts(before as unknown as DepthFacts, now as unknown as DepthFacts)).toEqual({
    at: 2,
    msPerTick: 10,
    umask: { value: 18, asOf: 1 },
    io: { hidden: 'zombie' },
    oomScore: { value: 0 },
  });
});
