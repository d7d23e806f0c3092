import { assert as assertProperty, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '#shared/generate/random';
import { courseOf } from '#shared/predict/courses.fixture';
import {
  chainOf,
  doublingOf,
  growsInto,
  isShape,
  parseShape,
  type Shape,
  shapeOf,
  sizeOf,
  starOf,
  variationsOf,
  writeShape,
} from '#shared/predict/shape';

/** Grown leaf by leaf. */
function randomShape(seed: number, size: number): Shape {
  const random = createRandom(seed);
  let shape = '()';
  while (sizeOf(shape) < size) {
    const larger = variationsOf(shape).filter((one) => sizeOf(one) > sizeOf(shape));
    shape = larger[Math.floor(random() * larger.length)] ?? starOf(2);
  }
  return shape;
}

test('a doubling of three rounds is the binomial tree of 8, however it is born', () => {
  expect(doublingOf(3)).toBe('(((())())(())())');
  const run = courseOf(
    'fork 1 1.1',
    'fork 1.1 1.1.1',
    'fork 1.1.1 1.1.1.1',
    'fork 1 1.2',
    'fork 1 1.3',
    'fork 1.1 1.1.2',
    'fork 1.2 1.2.1',
  );
  expect(shapeOf(run)).toBe(doublingOf(3));
});

test('what a tree is written as can be read again, in one way only', () => {
  void assertProperty(
    property(integer({ min: 0, max: 1e6 }), integer({ min: 2, max: 12 }), (seed, size) => {
      const shape = randomShape(seed, size);
      const mirrored = [...shape]
        .reverse()
        .map((sign) => (sign === '(' ? ')' : '('))
        .join('');
      return isShape(shape) && writeShape(parseShape(mirrored)) === shape && sizeOf(shape) === size;
    }),
    { numRuns: 60 },
  );
});

test.each(['', '(', ')(', '(()', '()()', 'x', '(()(()))'])('%s is no shape', (text) =>
  expect(isShape(text)).toBe(false),
);

test('a variation is another tree that differs by one leaf', () => {
  expect(variationsOf(starOf(3))).toEqual(expect.arrayContaining([chainOf(3), starOf(4), starOf(2)]));
  expect(variationsOf(doublingOf(2))).not.toContain(doublingOf(2));
});

test('a tree grows into one that has it at its root, and into no other', () => {
  const grows = (part: Shape, whole: Shape) => growsInto(parseShape(part), parseShape(whole));
  expect(grows(doublingOf(2), doublingOf(3))).toBe(true);
  expect(grows(chainOf(4), doublingOf(3))).toBe(true);
  expect(grows(chainOf(5), doublingOf(3))).toBe(false);
  expect(grows(starOf(5), doublingOf(3))).toBe(false);
  // The child with two children must leave the large place to the child with three.
  expect(grows('((()())(()()()))', '((()()())(()()()))')).toBe(true);
});
