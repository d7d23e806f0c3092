import { describe, expect, it } from 'vitest';
import {
  countCheck,
  countCruisedModules,
  countPlaywright,
  countSoak,
  countVitest,
  settleCounts,
  sumCounts,
} from './counts.mjs';

const none = { passed: 0, failed: 0, skipped: 0 };

describe('countVitest', () => {
  const report = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1, testResults: [] };

  it('counts what passed, failed and was skipped', () => {
    expect(countVitest(JSON.stringify(report))).toEqual({ passed: 5, failed: 1, skipped: 3 });
  });

  it('counts a file that could not be loaded as a failed test', () => {
    const testResults = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{ status: 'failed' }] },
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
    ];
    expect(countVitest(JSON.stringify({ ...report, testResults })).failed).toBe(2);
  });
});

describe('countPlaywright', () => {
  const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 2 };

  it('counts a test that passed in the end as passed', () => {
    expect(countPlaywright(JSON.stringify({ stats, errors: [] }))).toEqual({ passed: 4, failed: 1, skipped: 2 });
  });

  it('counts an error outside of the tests as failed', () => {
    expect(countPlaywright(JSON.stringify({ stats, errors: [{ message: 'no tests' }] })).failed).toBe(2);
  });
});

describe('countCheck', () => {
  it('is one test', () => {
    expect(countCheck(true)).toEqual({ ...none, passed: 1 });
    expect(countCheck(false)).toEqual({ ...none, failed: 1 });
  });
});

describe('settleCounts', () => {
  const good = { passed: 3, failed: 0, skipped: 0 };

  it('believes the report of a suite that ended well', () => {
    expect(settleCounts(good, true)).toEqual(good);
  });

  it('counts at least one failure for a suite that ended badly', () => {
    expect(settleCounts(good, false)).toEqual({ ...good, failed: 1 });
    expect(settleCounts({ ...good, failed: 2 }, false)).toEqual({ ...good, failed: 2 });
  });

  it('counts a suite without a report as failed, even if it ended well', () => {
    expect(settleCounts(undefined, true)).toEqual({ ...none, failed: 1 });
  });
});

describe('countCruisedModules', () => {
  it('reads the number from the summary', () => {
    expect(countCruisedModules('✔ no dependency violations found (126 modules, 369 dependencies cruised)')).toBe(126);
    expect(
      countCruisedModules('x 4 dependency violations (4 errors, 0 warnings). 249 modules, 879 dependencies cruised.'),
    ).toBe(249);
  });

  it('is zero when nothing was cruised, or nothing said', () => {
    expect(countCruisedModules('✔ no dependency violations found (0 modules, 0 dependencies cruised)')).toBe(0);
    expect(countCruisedModules('Error: no such file')).toBe(0);
  });
});

describe('countSoak', () => {
  it('counts each thing that it looked at', () => {
    const report = JSON.stringify({ checks: [{ passed: true }, { passed: false }, { passed: true }] });
    expect(countSoak(report)).toEqual({ passed: 2, failed: 1, skipped: 0 });
  });
});

describe('sumCounts', () => {
  it('adds them up', () => {
    const counts = { passed: 1, failed: 2, skipped: 3 };
    expect(sumCounts([counts, counts])).toEqual({ passed: 2, failed: 4, skipped: 6 });
    expect(sumCounts([])).toEqual(none);
  });
});
