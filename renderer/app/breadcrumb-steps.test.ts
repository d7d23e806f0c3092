import { expect, test } from 'vitest';
import { shortened } from './breadcrumb-steps';

const lineOf = (length: number) => Array.from({ length }, (_, index) => index);

test.each([0, 1, 2, 8])('a path of %i steps stays whole', (length) => {
  expect(shortened(lineOf(length))).toEqual({ first: [], leftOut: 0, last: lineOf(length) });
});

test('of a long path the root and the last six are left', () => {
  expect(shortened(lineOf(9))).toEqual({ first: [0], leftOut: 2, last: [3, 4, 5, 6, 7, 8] });
  const { first, leftOut, last } = shortened(lineOf(1_000));
  expect([...first, leftOut, ...last]).toEqual([0, 993, 994, 995, 996, 997, 998, 999]);
});
