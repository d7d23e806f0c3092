import { expect, test } from 'vitest';
import type { ProcessRecord } from '#shared/model/process';
import { process } from '../app/app.fixture';
import { pickProcess } from './pick-process';

const tableOf = (...processes: readonly ProcessRecord[]) => ({
  living: new Map(processes.map((one) => [one.id, one])),
});
const table = tableOf(
  process(4120, 1, { name: 'sleep' }),
  process(7, 1, { name: 'Python3' }),
  process(41, 1, { name: 'sh' }),
);
const pids = (text: string) => pickProcess(table, text).suggestions.map(({ pid }) => pid);

test('a number means who has it, not whose pid begins so', () => {
  expect(pickProcess(table, '41').picked?.pid).toBe(41);
  expect(pickProcess(table, '412').picked).toBeUndefined();
  expect(pids('41')).toEqual([41, 4120]);
  expect(pids('412')).toEqual([4120]);
});

test('a name may be begun, in small letters or capitals', () => {
  expect(pickProcess(table, 'pyth').picked?.pid).toBe(7);
  expect(pickProcess(table, ' SH ').picked?.pid).toBe(41);
  expect(pickProcess(table, 'nobody')).toEqual({ suggestions: [], picked: undefined });
});
