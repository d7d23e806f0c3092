import { installCommand, installPackages, isDebian, log, mayInstall } from './debian.mjs';
import { quoteLog } from './logs.mjs';
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
  const mayTry = mayInstall();
  const installed = mayTry && (await installPackages(packages, line));
  const missing = installed ? findNeeds(use) : needs;
  if (missing.length === 0) return `installed ${packages.join(' ')}`;
  const failure = mayTry && !installed ? `\napt-get was tried, and failed:\n${quoteLog(log)}` : '';
  const advice = advise(missing) + failure;
  if (missing.some(({ required }) => required)) throw new Stop(`This system is not complete. ${advice}`);
  return `going on with less. ${advice}`;
}

/** @param {readonly Need[]} needs */
function listPackages(needs) {
  return [...new Set(needs.flatMap(({ packages }) => packages))].sort();
}

/** @param {readonly Need[]} missing */
function advise(missing) {
  const lacking = ['It lacks:', ...missing.map(({ what }) => `    ${what}`)];
  if (!isDebian()) return [...lacking, "Install that with your system's package manager."].join('\n');
  const remedy = ['Add it with this command:', `    ${installCommand(listPackages(missing))}`];
  return [...lacking, ...remedy].join('\n');
}
