import { expect, test } from 'vitest';
import type { Exploration } from '#shared/explore/exploration';
import { answerTo } from './lab-outputs';

const found: Exploration = {
  complete: true,
  reason: null,
  runs: 2,
  freeRuns: 1,
  outputs: [{ text: 'a\nb\n', schedule: ['1', '1.1'], freeCount: 1 }],
  expected: 0,
  deterministic: true,
  stuck: [],
};

test.each(['a\nb\n', 'a\nb', 'a\\nb\\n', 'a\\nb'])('an output is asked for with its lines or with \\n: %j', (asked) => {
  expect(answerTo(asked, found)).toEqual({ possible: true, schedule: ['1', '1.1'], text: 'Yes, by 1 1.1' });
});

test('what cannot be is told with where it stops being possible', () => {
  expect(answerTo('a\\nc', found)).toMatchObject({ possible: false, written: 'a\n', next: ['b'] });
});

test('what only a free run gave is possible, by no known schedule', () => {
  const unexplained = [{ text: 'b\na\n', freeCount: 1 }];
  const answer = answerTo('b\\na', { ...found, complete: false, reason: 'free-runs-differ', unexplained });
  expect(answer).toEqual({ possible: true, text: 'Yes, a free run gave it, by no schedule that was tried' });
});
