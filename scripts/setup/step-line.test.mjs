import { describe, expect, it } from 'vitest';
import { openStepLine, percent } from './step-line.mjs';

/** @param {boolean} isTTY */
function createOutput(isTTY) {
  let written = '';
  const write = (/** @type {string} */ text) => {
    written += text;
    return true;
  };
  return { isTTY, columns: 30, write: /** @type {NodeJS.WriteStream['write']} */ (write), read: () => written };
}

describe('openStepLine', () => {
  it('rewrites one line of a terminal, and never wraps it', () => {
    const output = createOutput(true);
    const line = openStepLine('[1/2] packages', output);
    line.update('installing a great many packages');
    line.end('up to date');
    const erase = '\r\u001b[2K';
    expect(output.read()).toBe(`${erase}[1/2] packages … installing a${erase}[1/2] packages … up to date\n`);
  });

  it('keeps a log short: a line each ten seconds, and the end', () => {
    let nowMs = 0;
    const output = createOutput(false);
    const line = openStepLine('[1/2] packages', output, () => nowMs);
    for (nowMs = 500; nowMs < 21_000; nowMs += 500) line.update(`${nowMs / 1000} s`);
    line.end('installed');
    expect(output.read()).toBe('[1/2] packages … 10 s\n[1/2] packages … 20 s\n[1/2] packages … installed\n');
  });
});

describe('percent', () => {
  it('keeps 100 for the end, also when the whole was taken too small', () => {
    expect([percent(0, 200), percent(99, 200), percent(200, 200), percent(300, 200)]).toEqual([
      '0 %',
      '49 %',
      '99 %',
      '99 %',
    ]);
  });
});
