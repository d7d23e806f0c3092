import { expect, test } from 'vitest';
import { goodBeginning } from './good-beginning';
import { parseQuery } from './parse-query';
import { printQuery } from './print-query';

function beginningOf(text: string): string | undefined {
  const parsed = parseQuery(text);
  if (parsed.ok) throw new Error(`${text} has no mistake`);
  const good = goodBeginning(text, parsed.error);
  return good === undefined ? undefined : printQuery(good);
}

test.each([
  ['pid=5 and (', 'pid=5'],
  ['pid=5 cpu>', 'pid=5'],
  ['pid=5 cpu > ', 'pid=5'],
  ['pid=5 or not', 'pid=5'],
  ['pid=5 "half', 'pid=5'],
  ['pid=5 foo=1 nice=2', 'pid=5'],
  ['(a or b) state=', '"a" or "b"'],
  ['cpu>', undefined],
  ['(a', undefined],
])('of %s it is %s', (text, expected) => {
  expect(beginningOf(text)).toBe(expected);
});
