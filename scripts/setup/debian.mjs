// Installing packages of Debian and what descends from it.
import { ask, findCommand, runQuietly } from './commands.mjs';
import { readLastLine } from './logs.mjs';
import { showProgress } from './step-line.mjs';

export const log = 'debian-packages';

export const isDebian = () => findCommand('apt-get') !== undefined;

export const mayInstall = () => isDebian() && process.getuid?.() === 0;

/**
 * Installs packages and resolves to whether it worked.
 * @param {readonly string[]} names
 * @param {import('./step-line.mjs').StepLine} line
 */
export function installPackages(names, line) {
  return showProgress(line, () => `installing, ${readLastLine(log)}`, install(names));
}

/** @param {readonly string[]} names */
async function install(names) {
  if (await aptInstall(names)) return true;
  // The package lists may be missing or old, and an earlier installation may have been cut off by a power failure.
  await run('dpkg', ['--configure', '-a']);
  return (await aptGet('update')) && (await aptInstall(names));
}

/** @param {readonly string[]} names */
const aptInstall = (names) => aptGet('install', '--yes', '--no-install-recommends', ...names.map(currentName));

/** @param {string[]} args */
const aptGet = (...args) => run('apt-get', ['-o', 'DPkg::Lock::Timeout=600', ...args]);

/**
 * Cut off half way, dpkg would need a repair by hand: a Ctrl-C lets it finish, and the next setup waits for its lock.
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return runQuietly(command, args, { log, env, outlivesUs: true });
}

/** The one command that installs packages. @param {readonly string[]} names */
export function installCommand(names) {
  const sudo = process.getuid?.() === 0 ? '' : 'sudo ';
  const install = `${sudo}apt-get install --no-install-recommends ${names.map(currentName).join(' ')}`;
  return `${sudo}apt-get update && ${install}`;
}

/**
 * Since Debian 13 and Ubuntu 24.04 libraries with 64-bit times have names of their own: libasound2 is libasound2t64.
 * @param {string} name
 */
function currentName(name) {
  const renamed = `${name}t64`;
  const { output } = ask('apt-cache', ['pkgnames', renamed]);
  return output.split('\n').includes(renamed) ? renamed : name;
}
