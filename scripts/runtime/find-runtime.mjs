import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isExecutable } from '../setup/commands.mjs';
import { inRepository } from '../setup/paths.mjs';
import { Stop } from '../setup/stop.mjs';
import { npmRuntimeFolder } from './npm-runtime.mjs';

/**
 * The Electron that runs the app. Its origin is told in the About window and in the test log: `override` was named by
 * the user, `official` came from Electron's own releases, `npm` is the stand-in for when those cannot be reached.
 * @typedef {{ executable: string, version: string, origin: 'override' | 'official' | 'npm' }} Runtime
 */

/** The Electron that is on this machine already, if any. @returns {Runtime | undefined} */
export function findRuntime() {
  return findOverride(process.env.ELECTRON_OVERRIDE_DIST_PATH) ?? findOfficial() ?? findNpmRuntime();
}

/** @param {string | undefined} folder @returns {Runtime | undefined} */
function findOverride(folder) {
  if (!folder) return undefined;
  const executable = join(folder, executableName());
  if (!isExecutable(executable)) {
    throw new Stop(`ELECTRON_OVERRIDE_DIST_PATH is set, but there is no ${executable}. Correct it or unset it.`);
  }
  return { executable, version: readVersion(folder), origin: 'override' };
}

/** Where the installer of the electron package unpacks to; it writes path.txt last. @returns {Runtime | undefined} */
export function findOfficial() {
  const folder = inRepository('node_modules', 'electron', 'dist');
  const executable = join(folder, executableName());
  if (!existsSync(inRepository('node_modules', 'electron', 'path.txt')) || !isExecutable(executable)) return undefined;
  return { executable, version: readVersion(folder), origin: 'official' };
}

/** @returns {Runtime | undefined} */
export function findNpmRuntime() {
  const executable = join(npmRuntimeFolder, executableName());
  if (!isExecutable(executable)) return undefined;
  return { executable, version: readVersion(npmRuntimeFolder), origin: 'npm' };
}

function executableName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/** @param {string} folder */
function readVersion(folder) {
  const file = join(folder, 'version');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : 'of unknown version';
}

/**
 * What whoever starts the app in this runtime adds to its environment. The terminals of some editors are Electron apps
 * that leave ELECTRON_RUN_AS_NODE set, which would make ours a mere Node.
 * @param {Runtime} runtime
 * @returns {NodeJS.ProcessEnv}
 */
export function getRuntimeEnvironment({ origin }) {
  return { FORKSCOPE_RUNTIME: origin, ELECTRON_RUN_AS_NODE: undefined };
}
