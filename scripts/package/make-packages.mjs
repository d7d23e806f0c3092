import { basename, dirname, join } from 'node:path';
import { Installer } from 'electron-installer-debian';
import { runQuietly } from '../setup/commands.mjs';
import { quoteLog } from '../setup/logs.mjs';
import { inRepository } from '../setup/paths.mjs';
import { Stop } from '../setup/stop.mjs';
import { readManifest } from './stage.mjs';

const iconSizes = [16, 32, 48, 64, 128, 256, 512];
const iconFile = (/** @type {number} */ size) => inRepository('assets', 'icons', `${size}.png`);
const productDescription =
  'A desktop app for people who learn, teach or debug processes: the live process tree, drawn as it changes, and real programs stepped through fork, wait, exec and exit.';
const asset = (/** @type {string} */ name) => inRepository('assets', 'package', name);

/** What the runtime is linked with; since Debian 13 and Ubuntu 24.04 two of them have other names. */
const depends = ['libgtk-3-0 | libgtk-3-0t64', 'libnss3', 'libasound2 | libasound2t64', 'libgbm1'];

/**
 * @param {string} app The folder of the app.
 * @param {string} out
 */
export async function makeDeb(app, out) {
  const { name, version, description } = await readManifest();
  const installer = new Installer({
    src: app,
    dest: out,
    arch: 'amd64',
    rename: (dest) => join(dest, `${name}_${version}_amd64.deb`),
    logger: () => {},
    options: {
      name,
      bin: 'forkscope',
      maintainer: 'Forkscope maintainers',
      description,
      productDescription,
      section: 'devel',
      // Ten times quicker than xz, for a tenth more to download.
      compression: 'zstd',
      recommends: ['python3', 'fonts-noto-cjk', 'xdg-utils'],
      icon: Object.fromEntries(iconSizes.map((size) => [`${size}x${size}`, iconFile(size)])),
      desktopTemplate: asset('forkscope.desktop'),
      scripts: { postinst: asset('postinst'), prerm: asset('prerm'), postrm: asset('postrm') },
    },
  });
  await installer.generateDefaults();
  installer.generateOptions();
  // Its own list asks for a whole desktop; what the app needs is less.
  installer.options.depends = depends;
  await installer.createStagingDir();
  await installer.createContents();
  await installer.createPackage();
  await installer.movePackage();
  return join(out, `${name}_${version}_amd64.deb`);
}

/** For every other distribution: unpack it anywhere and start `forkscope` in it. @param {string} app @param {string} out */
export async function makeArchive(app, out) {
  const { name, version } = await readManifest();
  const archive = join(out, `${name}-${version}-linux-x64.tar.gz`);
  const rename = `s,^${basename(app)},${name}-${version},`;
  const args = ['--owner=0', '--group=0', '--transform', rename, '-czf', archive, '-C', dirname(app), basename(app)];
  const succeeded = await runQuietly('tar', args, { log: 'package-tar' });
  if (!succeeded) throw new Stop(`The archive could not be made:\n${quoteLog('package-tar')}`);
  return archive;
}
