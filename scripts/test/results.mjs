/** @typedef {import('./counts.mjs').Counts & { name: string, seconds: number }} Result */

/** The closing table. @param {readonly Result[]} results */
export function formatResults(results) {
  const header = formatRow(['suite', 'passed', 'failed', 'skipped', 'seconds']);
  const rows = results.map(({ name, passed, failed, skipped, seconds }) =>
    formatRow([name, `${passed}`, `${failed}`, `${skipped}`, seconds.toFixed(1)]),
  );
  return [header, ...rows].join('\n');
}

/** @param {[string, ...string[]]} cells */
function formatRow([name, ...numbers]) {
  return name.padEnd(8) + numbers.map((number) => number.padStart(9)).join('');
}
