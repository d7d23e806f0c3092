import { Stop } from './stop.mjs';

/** What the build tools run on: vite 8 and electron-vite 6 ask for ^20.19 or >= 22.12. */
const oldest = { 20: [20, 19], later: [22, 12] };

/** @param {string} version */
export function checkNode(version = process.versions.node) {
  if (!isSupported(version)) {
    throw new Stop(`This is Node ${version}. Forkscope needs Node 20.19 or later in 20, or 22.12 or later.`);
  }
  return version;
}

/** @param {string} version */
export function isSupported(version) {
  return isAtLeast(version, version.startsWith('20.') ? oldest[20] : oldest.later);
}

/**
 * @param {string} version
 * @param {readonly number[]} minimum
 */
export function isAtLeast(version, minimum) {
  const parts = version.split('.').map((part) => Number.parseInt(part, 10));
  const differing = minimum.findIndex((part, index) => part !== parts[index]);
  return differing === -1 || (parts[differing] ?? 0) > (minimum[differing] ?? 0);
}
