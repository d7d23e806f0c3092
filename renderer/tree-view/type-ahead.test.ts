import { expect, test } from 'vitest';
import { beginTyping, endsTyping, goOnTyping } from './type-ahead';

const pressed = (key: string, timeStamp = 1_000) => ({ key, shiftKey: /^[A-Z?]$/.test(key), timeStamp });
const begins = (key: string, page: 'live' | 'lab' = 'live') => beginTyping(pressed(key), page)?.text;

test('any letter begins a name; a command only with Shift', () => {
  expect(['a', 'Z', 'ü', '7', '(', '_', 'P'].map((key) => begins(key))).toEqual(['a', 'z', 'ü', '7', '(', '_', 'p']);
  expect(['p', '/', '?', ' ', 'Enter', 'Shift'].map((key) => begins(key))).toEqual(Array(6).fill(undefined));
});

test('the keys of the lab go on working there', () => {
  expect([...'psjrxnbfRBF'].map((key) => begins(key, 'lab'))).toEqual(Array(11).fill(undefined));
  expect([...'aPSJXN'].map((key) => begins(key, 'lab'))).toEqual([...'apsjxn']);
});

test('whatever follows soon goes on with the name, whatever it means elsewhere', () => {
  const typed = { text: 'c', at: 1_000 };
  for (const key of ['+', '-', '0', 'p', '/', ' ', '*']) {
    expect(goOnTyping(typed, pressed(key, 1_699))).toEqual({ text: `c${key}`, at: 1_699 });
    expect(goOnTyping(typed, pressed(key, 1_700))).toBeUndefined();
  }
  expect(goOnTyping({ text: '', at: 1_000 }, pressed('+'))).toBeUndefined();
});

test('to go elsewhere ends it; Shift and letters do not', () => {
  expect(['ArrowDown', 'Enter', 'Escape', 'Shift', 'AltGraph', 'a'].map(endsTyping)).toEqual([
    ...[true, true, true],
    ...[false, false, false],
  ]);
});
