// Electron as its makers publish it: fetched by the installer in the electron package, which honours ELECTRON_MIRROR,
// ELECTRON_GET_USE_PROXY and its own download cache.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from '../setup/commands.mjs';
import { cacheFolder, inRepository } from '../setup/paths.mjs';
import { showProgress } from '../setup/step-line.mjs';
import { measureFolder } from './measure-folder.mjs';
import { npmRuntimeSuits } from './npm-runtime.mjs';

const reachableWithinMs = 5_000;
const stalledAfterMs = 30_000;

/**
 * Fetches the official Electron, if it can be had. Whether it succeeded shows by `findOfficial`.
 * @param {import('../setup/step-line.mjs').StepLine} line
 */
export async function fetchOfficial(line) {
  line.update('looking for the official release');
  if (!(await isWorthTrying())) return;
  const workshop = inRepository('out', 'electron-download');
  rmSync(workshop, { recursive: true, force: true });
  mkdirSync(workshop, { recursive: true });
  const measure = () => measureFolder(workshop);
  const tell = () => `fetching the official release, ${Math.round(measure() / 1e6)} MB`;
  // The installer downloads into the folder for temporary files: one of its own lets us see how far it is.
  const env = { ...process.env, TMPDIR: workshop, TEMP: workshop, TMP: workshop, ELECTRON_GET_NO_PROGRESS: '1' };
  const installer = inRepository('node_modules', 'electron', 'install.js');
  const run = { log: 'electron-official', env, measure, stalledAfterMs };
  await showProgress(line, tell, runQuietly(process.execPath, [installer], run));
  rmSync(workshop, { recursive: true, force: true });
}

/**
 * Asks first, since a firewall that swallows packets would keep the installer waiting; where there is nothing to turn to
 * instead, it is simply tried.
 */
async function isWorthTrying() {
  const { version } = JSON.parse(readFileSync(inRepository('node_modules', 'electron', 'package.json'), 'utf8'));
  const file = `electron-v${version}-${process.platform}-${process.arch}.zip`;
  if (!npmRuntimeSuits || isArranged(process.env) || isDownloaded(file)) return true;
  try {
    const address = `https://github.com/electron/electron/releases/download/v${version}/${file}`;
    const signal = AbortSignal.timeout(reachableWithinMs);
    return (await fetch(address, { method: 'HEAD', signal })).ok;
  } catch {
    return false;
  }
}

/**
 * Whether the user has said where the installer finds Electron, or how it gets there.
 * @param {NodeJS.ProcessEnv} environment
 */
export function isArranged(environment) {
  const settings = /^(npm_config_)?electron_(mirror|custom_?dir|custom_?filename|get_use_proxy)$/i;
  return Object.entries(environment).some(([name, value]) => settings.test(name) && value);
}

/** Whether Electron's download cache holds the file, in one folder for each address. @param {string} file */
function isDownloaded(file) {
  const cache = join(cacheFolder, '..', 'electron');
  return existsSync(cache) && readdirSync(cache).some((folder) => existsSync(join(cache, folder, file)));
}
