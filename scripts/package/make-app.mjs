import { copyFile, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { packager } from '@electron/packager';
import { runQuietly } from '../setup/commands.mjs';
import { quoteLog } from '../setup/logs.mjs';
import { inRepository } from '../setup/paths.mjs';
import { Stop } from '../setup/stop.mjs';
import { readManifest } from './stage.mjs';

const executableName = 'forkscope-app';

/**
 * Puts the staged app into the runtime: an archive with what must be real files beside it, the command `forkscope`, and
 * the runtime's own doors shut.
 * @param {{ stage: string, out: string, runtime: import('../runtime/find-runtime.mjs').Runtime, inspectable: boolean }} parts
 * @returns {Promise<string>} The folder of the app.
 */
export async function makeApp({ stage, out, runtime, inspectable }) {
  const { productName } = await readManifest();
  const zips = await zipRuntime(runtime, join(out, 'electron'));
  const [folder = ''] = await packager({
    dir: stage,
    out,
    name: productName,
    executableName,
    platform: 'linux',
    arch: 'x64',
    electronVersion: runtime.version,
    electronZipDir: zips,
    overwrite: true,
    prune: false,
    quiet: true,
    // What other programs read must be a file: Python's programs, native libraries.
    asar: { unpack: '{**/*.node,**/assets/**}' },
  });
  await rm(zips, { recursive: true });
  // The stand-in runtime brings a snapshot of 115 MB that only the app it was made for can use.
  await rm(join(folder, 'browser_v8_context_snapshot.bin'), { force: true });
  await copyFile(inRepository('assets', 'package', 'forkscope'), join(folder, 'forkscope'));
  await copyFile(inRepository('assets', 'package', 'forkscope-mime.xml'), join(folder, 'forkscope-mime.xml'));
  // The Debian package moves LICENSE to its own place; the page about the app shows it.
  await copyFile(join(folder, 'LICENSE'), join(folder, 'LICENSE.electron'));
  await shutDoors(join(folder, executableName), inspectable);
  return folder;
}

/**
 * The packager wants Electron as its release: a zip of the folder, without the app that ours takes the place of.
 * @param {import('../runtime/find-runtime.mjs').Runtime} runtime
 * @param {string} folder
 */
async function zipRuntime({ executable, version }, folder) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const zip = join(folder, `electron-v${version}-linux-x64.zip`);
  const args = ['-1', '-q', '-r', '-y', zip, '.', '-x', 'resources/app/*', '-x', 'resources/default_app.asar'];
  const succeeded = await runQuietly('zip', args, { log: 'package-zip', cwd: dirname(executable) });
  if (!succeeded) throw new Stop(`Electron could not be packed:\n${quoteLog('package-zip')}`);
  return folder;
}

/**
 * A packaged app is the app and nothing else: no mere Node, no options or debugger from the environment, no code but that of
 * the archive. `inspectable` leaves the debugger's door open, through which the end-to-end tests drive the window.
 * @param {string} executable
 * @param {boolean} inspectable
 */
async function shutDoors(executable, inspectable) {
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableCookieEncryption]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: inspectable,
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  });
}
