import { expect, test } from 'vitest';
import { idOf } from '../app/app.fixture';
import { outputLines } from './output-lines';

const piece = (pid: number, text: string, stream: 'stdout' | 'stderr' = 'stdout') => ({
  seq: 0,
  id: idOf(pid),
  stream,
  text,
});
const texts = (lines: ReturnType<typeof outputLines>) =>
  lines.map(({ runs }) => runs.map(({ id, text }) => `${Number.parseInt(id ?? '', 10)}:${text}`));

test('two processes can write into one line, and each keeps what it wrote', () => {
  expect(texts(outputLines([piece(2, 'a'), piece(3, 'b\nc'), piece(3, 'd\n')], undefined))).toEqual([
    ['2:a', '3:b'],
    ['3:cd'],
  ]);
});

test('an empty line stays a line, and the last one needs no end', () => {
  expect(texts(outputLines([piece(2, 'x\n\ny')], undefined))).toEqual([['2:x'], ['2:'], ['2:y']]);
});

test('the output of one process can be read alone, its errors kept apart', () => {
  const lines = outputLines([piece(2, 'a\n'), piece(3, 'b\n'), piece(2, 'c', 'stderr')], idOf(2));
  expect(lines.map(({ runs }) => runs.map(({ stream, text }) => [stream, text]))).toEqual([
    [['stdout', 'a']],
    [['stderr', 'c']],
  ]);
});

test('a line without end is cut to rows, and nothing is lost', () => {
  const text = 'x'.repeat(1_000_000);
  const lines = outputLines([piece(2, text)], undefined);
  expect(lines.length).toBeGreaterThan(100);
  expect(lines.map(({ runs }) => runs.map((run) => run.text).join('')).join('')).toBe(text);
});
