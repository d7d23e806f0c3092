import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmCommand, quoteLog, runQuietly } from './commands.mjs';
import { inRepository, repository } from './paths.mjs';
import { hashFiles, unlessStamped } from './stamp.mjs';
import { showProgress } from './step-line.mjs';
import { Stop } from './stop.mjs';

const stamp = inRepository('node_modules', '.forkscope-setup');

/**
 * `npm ci`, once for each lockfile and Node: an interrupted one left no stamp, so it starts again.
 * @param {import('./step-line.mjs').StepLine} line
 */
export async function setupPackages(line) {
  const folders = listPackageFolders(readFileSync(inRepository('package-lock.json'), 'utf8'));
  const countPresent = () => folders.filter((folder) => existsSync(inRepository(folder, 'package.json'))).length;
  const complete = countPresent() === folders.length;
  // `process.versions.modules` is the binary interface of Node: it changes with the major version.
  const fingerprint = [hashFiles(repository, ['package-lock.json']), process.versions.modules, complete || 'incomplete'];
  const installed = await unlessStamped(stamp, fingerprint.join(' '), async () => {
    const describe = () => `installing, ${countPresent()} of ${folders.length}`;
    await showProgress(line, describe, installPackages());
  });
  return installed ? `${folders.length} installed` : 'up to date';
}
