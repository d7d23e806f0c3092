import { existsSync, readFileSync } from 'node:fs';
import { npmCommand, runQuietly } from './commands.mjs';
import { quoteLog } from './logs.mjs';
import { inRepository, repository } from './paths.mjs';
import { hashFiles, unlessFinished } from './stamp.mjs';
import { showProgress } from './step-line.mjs';
import { Stop } from './stop.mjs';

const stamp = inRepository('node_modules', '.forkscope-setup');

/**
 * `npm ci`, once for each lockfile and Node. An interrupted one left no stamp, so it runs again.
 * @param {import('./step-line.mjs').StepLine} line
 */
export async function setupPackages(line) {
  const folders = listPackageFolders(readFileSync(inRepository('package-lock.json'), 'utf8'));
  const countPresent = () => folders.filter((folder) => existsSync(inRepository(folder, 'package.json'))).length;
  const present = countPresent() === folders.length;
  // process.versions.modules is the binary interface of Node; it changes with the major version.
  const fingerprint = `${hashFiles(repository, ['package-lock.json'])} node-${process.versions.modules}`;
  const installed = await unlessFinished({ stamp, fingerprint, present }, () =>
    showProgress(line, () => `installing, ${countPresent()} of ${folders.length}`, installPackages()),
  );
  return installed ? `${folders.length} installed` : 'up to date';
}

async function installPackages() {
  const npm = npmCommand();
  if (npm === undefined) throw new Stop('npm was not found. Install Node.js together with npm and run this again.');
  const [command, ...args] = /** @type {[string, ...string[]]} */ (npm);
  // No package of ours needs an install script, so none gets to run one.
  const succeeded = await runQuietly(command, [...args, 'ci', '--ignore-scripts'], { log: 'packages' });
  if (!succeeded) {
    throw new Stop(`npm could not install the packages. It says:\n${quoteLog('packages')}`);
  }
}

/**
 * The folders that must exist after `npm ci`: the optional packages among them are those of other platforms too.
 * @param {string} lockfile
 */
export function listPackageFolders(lockfile) {
  /** @type {{ packages: Record<string, { optional?: boolean }> }} */
  const { packages } = JSON.parse(lockfile);
  return Object.keys(packages).filter((folder) => folder !== '' && !packages[folder]?.optional);
}
