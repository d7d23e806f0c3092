import { expect, test } from 'vitest';
import { compareVariables } from '#shared/lab/compare-variables';
import { processId } from '#shared/model/process';

const parent = processId(2, 20);
const child = processId(3, 30);
const number = (name: string, value: number) => ({ name, type: 'int', text: String(value) });

test('what fork returned differs between parent and child, what it copied does not', () => {
  const rows = compareVariables([
    { id: parent, parent: undefined, variables: [number('i', 0), number('pid', 3)] },
    { id: child, parent, variables: [number('i', 0), number('pid', 0)] },
  ]);
  expect(rows.map(({ name, cells }) => [name, ...cells.map((cell) => cell?.differs)])).toEqual([
    ['i', false, false],
    ['pid', false, true],
  ]);
});

test('a variable that only the child has is marked, and the parent has an empty place', () => {
  const [row] = compareVariables([
    { id: parent, parent: undefined, variables: [] },
    { id: child, parent, variables: [number('n', 1)] },
  ]);
  expect(row?.cells).toEqual([undefined, { type: 'int', text: '1', differs: true }]);
});

test('nothing is marked when the parent is not among the columns', () => {
  const [row] = compareVariables([{ id: child, parent, variables: [number('n', 1)] }]);
  expect(row?.cells[0]?.differs).toBe(false);
});

test('the same text of another type is another value', () => {
  const [row] = compareVariables([
    { id: parent, parent: undefined, variables: [{ name: 'x', type: 'int', text: '1' }] },
    { id: child, parent, variables: [{ name: 'x', type: 'Fraction', text: '1' }] },
  ]);
  expect(row?.cells[1]?.differs).toBe(true);
});
