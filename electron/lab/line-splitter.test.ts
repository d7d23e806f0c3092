import { expect, test } from 'vitest';
import { createLineSplitter } from './line-splitter';

function split(longest: number, chunks: readonly string[]): (string | undefined)[] {
  const lines: (string | undefined)[] = [];
  const splitter = createLineSplitter(longest, (line) => lines.push(line));
  for (const chunk of chunks) splitter.push(chunk);
  splitter.end();
  return lines;
}

test('cuts at newlines, wherever the chunks end', () => {
  expect(split(10, ['on', 'e\ntwo\n', '\nthr', 'ee', '\n'])).toEqual(['one', 'two', '', 'three']);
});

test('reports a line that is cut off at the end', () => {
  expect(split(10, ['one\ntw'])).toEqual(['one', undefined]);
});

test('reports a line that is too long, and does not keep it', () => {
  expect(split(3, ['four\none\n'])).toEqual([undefined, 'one']);
  expect(split(3, ['fo', 'ur', '!\none\n'])).toEqual([undefined, '!', 'one']);
});
