import { expect, test } from 'vitest';
import { process } from '../app/app.fixture';
import { processRows } from './process-rows';

const at = (line: number, thread = 0) => ({
  thread,
  line,
  function: 'f',
  variables: [],
  turns: 1,
  state: 'held' as const,
  blocked: undefined,
});

test('a crowd at the same line is one row with its number, and a few are a row each', () => {
  const many = Array.from({ length: 200 }, (_, index) => ({ process: process(index + 2, 1), threads: [at(4)] }));
  expect(processRows(many).map(({ count }) => count)).toEqual([200]);
  expect(processRows(many.slice(0, 5)).map(({ count }) => count)).toEqual([1, 1, 1, 1, 1]);
});

test('the ended come last, a thread under its process, and the init of the namespace not at all', () => {
  const rows = processRows([
    { process: process(1, 0, { helper: 'init' }), threads: [] },
    { process: process(2, 1, { state: 'gone', exit: { code: 0 } }), threads: [] },
    { process: process(3, 1), threads: [at(4), at(9, 1)] },
  ]);
  expect(rows.map(({ one, thread, isThread }) => [one.process.pid, thread?.line, isThread])).toEqual([
    [3, 4, false],
    [3, 9, true],
    [2, undefined, false],
  ]);
});
