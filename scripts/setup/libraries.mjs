import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ask } from './commands.mjs';
import { Stop } from './stop.mjs';

/**
 * The libraries that Electron is linked with and this machine lacks: the loader is asked, not the package manager, since
 * libraries come in many ways.
 * @param {string} executable
 */
export function findMissingLibraries(executable) {
  const folder = dirname(executable);
  const bundled = readdirSync(folder).filter((name) => /\.so(\.\d+)*$/.test(name));
  const { output } = ask('ldd', [executable, ...bundled.map((name) => join(folder, name))]);
  if (/not a dynamic executable/.test(output)) {
    throw new Stop(`${executable} is not a program for this machine. Delete ${folder} and run this again.`);
  }
  return parseMissingLibraries(output);
}

/** @param {string} lddOutput */
export function parseMissingLibraries(lddOutput) {
  const missing = [...lddOutput.matchAll(/^\s*(\S+) => not found$/gm)].map(([, library]) => library ?? '');
  return [...new Set(missing)].sort();
}

/**
 * The Debian package that brings a library of Electron's. All that are not named here come with GTK, which needs them too.
 * @param {string} library
 */
export function findPackageOf(library) {
  if (/^lib(nss|nssutil|smime|nspr)/.test(library)) return 'libnss3';
  if (/^lib(gbm|drm)\./.test(library)) return 'libgbm1';
  return library.startsWith('libasound.') ? 'libasound2' : 'libgtk-3-0';
}
