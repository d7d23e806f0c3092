import { expect, it } from 'vitest';
import { formatResults } from './results.mjs';

it('is a table with a row for each suite', () => {
  const results = [
    { name: 'lint', passed: 1, failed: 0, skipped: 0, seconds: 1.04 },
    { name: 'unit', passed: 1234, failed: 2, skipped: 3, seconds: 61.5 },
  ];
  expect(formatResults(results).split('\n')).toEqual([
    'suite      passed   failed  skipped  seconds',
    'lint            1        0        0      1.0',
    'unit         1234        2        3     61.5',
  ]);
});
