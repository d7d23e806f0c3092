import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ask } from './commands.mjs';
import { Stop } from './stop.mjs';

/** The Debian package of each library that Electron is linked with and that no Debian has from the start. */
const packageOfLibrary = new Map([
  ['libX11.so.6', 'libx11-6'],
  ['libXcomposite.so.1', 'libxcomposite1'],
  ['libXdamage.so.1', 'libxdamage1'],
  ['libXext.so.6', 'libxext6'],
  ['libXfixes.so.3', 'libxfixes3'],
  ['libXrandr.so.2', 'libxrandr2'],
  ['libasound.so.2', 'libasound2'],
  ['libatk-1.0.so.0', 'libatk1.0-0'],
  ['libatk-bridge-2.0.so.0', 'libatk-bridge2.0-0'],
  ['libatspi.so.0', 'libatspi2.0-0'],
  ['libcairo.so.2', 'libcairo2'],
  ['libcups.so.2', 'libcups2'],
  ['libdbus-1.so.3', 'libdbus-1-3'],
  ['libdrm.so.2', 'libdrm2'],
  ['libexpat.so.1', 'libexpat1'],
  ['libgbm.so.1', 'libgbm1'],
  ['libgio-2.0.so.0', 'libglib2.0-0'],
  ['libglib-2.0.so.0', 'libglib2.0-0'],
  ['libgobject-2.0.so.0', 'libglib2.0-0'],
  ['libgtk-3.so.0', 'libgtk-3-0'],
  ['libnspr4.so', 'libnspr4'],
  ['libnss3.so', 'libnss3'],
  ['libnssutil3.so', 'libnss3'],
  ['libpango-1.0.so.0', 'libpango-1.0-0'],
  ['libsmime3.so', 'libnss3'],
  ['libudev.so.1', 'libudev1'],
  ['libxcb.so.1', 'libxcb1'],
  ['libxkbcommon.so.0', 'libxkbcommon0'],
]);

/**
 * What Electron cannot be started without and this machine lacks: the loader is asked, not the package manager, since
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

/** @param {string} library */
export const findPackageOf = (library) => packageOfLibrary.get(library);
