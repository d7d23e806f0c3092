import { quoteLog } from './commands.mjs';
import { installCommand, installPackages, isDebian, log, mayInstall } from './debian.mjs';
import { findNeeds } from './needs.mjs';
import { Stop } from './stop.mjs';

/** @typedef {import('./needs.mjs').Need} Need */

/**
 * Installs what is missing where we may; else stops with the command that does, or only mentions it when the app runs
 * without.
 * @param {import('./needs.mjs').Use} use
 * @param {import('./step-line.mjs').StepLine} line
 */
export async function setupSystem(use, line) {
  const needs = findNeeds(use);
  if (needs.length === 0) return 'complete';
  const packages = listPackages(needs);
  const installed = mayInstall() && packages.length > 0 && (await installPackages(packages, line));
  const missing = installed ? findNeeds(use) : needs;
  if (missing.length === 0) return `installed ${packages.join(' ')}`;
  const advice = advise(missing);
  if (missing.some(({ required }) => required)) throw new Stop(`This system lacks ${advice}`);
  return `going on without ${advice}`;
}

/** @param {readonly Need[]} needs */
function listPackages(needs) {
  return [...new Set(needs.flatMap((need) => need.package ?? []))].sort();
}

/** @param {readonly Need[]} missing */
function advise(missing) {
  const names = missing.map(({ what }) => what).join(', ');
  const packages = listPackages(missing);
  if (!isDebian() || packages.length === 0) return `${names}. Install them with your system's package manager.`;
  const failure = mayInstall() ? `\napt-get could not install all of it. It says:\n${quoteLog(log)}` : '';
  return `${names}. Add what is missing with this command:\n    ${installCommand(packages)}${failure}`;
}
