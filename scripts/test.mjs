// `npm test`: sets up what is missing, then runs every suite, or those named after `--`: `npm test -- unit layers`.
// It goes on after a failed suite, and its last line is always `N passed, N failed`.
import { setup, setupWithoutWindow } from './setup/setup.mjs';
import { runCommand, Stop } from './setup/stop.mjs';
import { sumCounts } from './test/counts.mjs';
import { formatResults } from './test/results.mjs';
import { runSuite, suites } from './test/suites.mjs';
import { prepareWindow } from './test/window.mjs';

// Without its setup a test run is one failed test: who reads only the last line must see that.
await runCommand(runTests, () => console.log('\n0 passed, 1 failed'));

async function runTests() {
  const chosen = chooseSuites(process.argv.slice(2));
  const env = { ...process.env, ...(await prepare(chosen)) };
  const results = [];
  for (const suite of chosen) results.push(await runSuite(suite, env));
  const { passed, failed } = sumCounts(results);
  console.log(`\n${formatResults(results)}\n\n${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

/** @param {readonly string[]} names */
function chooseSuites(names) {
  const known = suites.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Stop(`There is no suite "${unknown}". The suites are ${known.join(', ')}.`);
  return suites.filter(({ name }) => names.length === 0 || names.includes(name));
}

/** @param {readonly import('./test/suites.mjs').Suite[]} chosen */
async function prepare(chosen) {
  if (chosen.some(({ name }) => name === 'e2e')) return prepareWindow(await setup({ forTests: true }));
  await setupWithoutWindow();
  return {};
}
