// How many tests passed: read from what each tool reports, never guessed from its colours.

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** A static check is one test. @param {boolean} succeeded @returns {Counts} */
export const countCheck = (succeeded) => ({ passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, skipped: 0 });

/**
 * From the JSON report of Vitest. A file that could not even be loaded counts as one failed test.
 * @param {string} report
 * @returns {Counts}
 */
export function countVitest(report) {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(report);
  /** @type {{ status: string, assertionResults: unknown[] }[]} */
  const files = testResults;
  const broken = files.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0);
  return {
    passed: numPassedTests,
    failed: numFailedTests + broken.length,
    skipped: numPendingTests + numTodoTests,
  };
}

/**
 * From the JSON report of Playwright. A test that passed only when repeated has passed; an error outside of any test
 * counts as one failed test.
 * @param {string} report
 * @returns {Counts}
 */
export function countPlaywright(report) {
  const { stats, errors } = JSON.parse(report);
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  };
}

/**
 * From the report of the soak: each thing that it looks at is one test.
 * @param {string} report
 * @returns {Counts}
 */
export function countSoak(report) {
  /** @type {{ checks: { passed: boolean }[] }} */
  const { checks } = JSON.parse(report);
  const passed = checks.filter((check) => check.passed).length;
  return { passed, failed: checks.length - passed, skipped: 0 };
}

/**
 * What counts in the end: a suite that ended badly has failed, whatever it reported, or did not.
 * @param {Counts | undefined} counts
 * @param {boolean} succeeded
 * @returns {Counts}
 */
export function settleCounts(counts, succeeded) {
  const { passed, failed, skipped } = counts ?? { passed: 0, failed: 0, skipped: 0 };
  const mustFail = !succeeded || counts === undefined;
  return { passed, failed: mustFail ? Math.max(1, failed) : failed, skipped };
}

/**
 * How many modules dependency-cruiser looked at: it is content with none, so a wrong setting would pass unseen.
 * @param {string} output
 */
export function countCruisedModules(output) {
  return Number(/(\d+) modules, \d+ dependencies cruised/.exec(output)?.[1] ?? 0);
}

/** @param {readonly Counts[]} all @returns {Counts} */
export function sumCounts(all) {
  return {
    passed: all.reduce((sum, { passed }) => sum + passed, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
    skipped: all.reduce((sum, { skipped }) => sum + skipped, 0),
  };
}
