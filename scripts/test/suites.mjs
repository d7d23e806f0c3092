import { readFileSync, rmSync } from 'node:fs';
import { inRepository } from '../setup/paths.mjs';
import { countCheck, countCruisedModules, countPlaywright, countSoak, countVitest, settleCounts } from './counts.mjs';
import { runScript } from './run-script.mjs';

/**
 * @typedef {import('./counts.mjs').Counts} Counts
 * @typedef {import('./run-script.mjs').Outcome} Outcome
 *
 * @typedef {object} Suite
 * @property {string} name The script in package.json that runs it.
 * @property {string} title
 * @property {string[]} [args] What the script gets beside, to write the report.
 * @property {string} [report]
 * @property {(outcome: Outcome) => Counts | undefined} count
 */

const unitReport = inRepository('out', 'reports', 'unit.json');
const windowReport = inRepository('out', 'reports', 'e2e.json');
const soakReport = inRepository('out', 'reports', 'soak.json');

/** In the order from quick to slow. @type {readonly Suite[]} */
export const suites = [
  { name: 'lint', title: 'format and lint', count: ({ succeeded }) => countCheck(succeeded) },
  { name: 'types', title: 'types', count: ({ succeeded }) => countCheck(succeeded) },
  { name: 'layers', title: 'layers: who may import whom', count: countLayers },
  { name: 'unused', title: 'unused files, exports and packages', count: ({ succeeded }) => countCheck(succeeded) },
  {
    name: 'unit',
    title: 'unit tests',
    args: ['--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`],
    report: unitReport,
    count: () => countReport(unitReport, countVitest),
  },
  {
    name: 'e2e',
    title: 'end-to-end tests in the real window',
    args: ['--reporter=list,json'],
    report: windowReport,
    count: () => countReport(windowReport, countPlaywright),
  },
  {
    name: 'soak',
    title: 'a short soak',
    args: ['--seconds', '20', '--processes', '1000', '--report', soakReport],
    report: soakReport,
    count: () => countReport(soakReport, countSoak),
  },
];

/** @param {Outcome} outcome */
function countLayers({ succeeded, output }) {
  const modules = countCruisedModules(output);
  if (modules === 0) console.error('No module was looked at: the settings of dependency-cruiser are wrong.');
  return countCheck(succeeded && modules > 0);
}

/** @param {string} file @param {(report: string) => Counts} count */
function countReport(file, count) {
  try {
    return count(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // The tool broke down before it wrote one.
  }
}

/**
 * Runs a suite with its output on our terminal.
 * @param {Suite} suite
 * @param {NodeJS.ProcessEnv} env
 */
export async function runSuite(suite, env) {
  console.log(`\n━━ ${suite.title} (npm run ${suite.name})`);
  // An old report must never be taken for that of a suite which broke down.
  if (suite.report) rmSync(suite.report, { force: true });
  const startedAtMs = Date.now();
  const outcome = await runScript(suite.name, suite.args ?? [], { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: windowReport });
  const seconds = (Date.now() - startedAtMs) / 1000;
  return { name: suite.name, seconds, ...settleCounts(suite.count(outcome), outcome.succeeded) };
}
