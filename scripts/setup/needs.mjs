// What the app and its tests need from the system, beside Node.
import { ask, findCommand } from './commands.mjs';
import { findMissingLibraries, findPackageOf } from './libraries.mjs';
import { isAtLeast } from './node-version.mjs';

/**
 * @typedef {object} Use
 * @property {string | undefined} executable The Electron to run, if any.
 * @property {boolean} forTests
 * @property {boolean} [forPackages]
 */

/**
 * One thing that is missing.
 * @typedef {object} Need
 * @property {string} what As a person would call it.
 * @property {string[]} packages The Debian packages that bring it.
 * @property {boolean} required Whether nothing can be done without it.
 */

/** @param {Use} use @returns {Need[]} */
export function findNeeds({ executable, forTests, forPackages = false }) {
  const python = { what: 'Python 3.8 or later, for the lab', packages: ['python3'], required: forTests };
  return [
    ...(hasPython() ? [] : [python]),
    ...(executable && process.platform === 'linux' ? findLibraryNeeds(executable) : []),
    ...(forTests && process.platform === 'linux' ? findTestNeeds(executable !== undefined) : []),
    ...(forPackages ? findPackageNeeds() : []),
  ];
}

/** @param {string} executable @returns {Need[]} */
function findLibraryNeeds(executable) {
  const libraries = findMissingLibraries(executable);
  if (libraries.length === 0) return [];
  const what = `${libraries.length} of the libraries that Electron is linked with (${libraries.slice(0, 3).join(', ')} …)`;
  return [{ what, packages: libraries.map(findPackageOf), required: true }];
}

/** @param {boolean} withWindow @returns {Need[]} */
function findTestNeeds(withWindow) {
  const processes = { what: 'the command ps', packages: ['procps'], required: true };
  const display = { what: 'Xvfb, a display without a screen', packages: ['xvfb'], required: true };
  const dot = { what: 'Graphviz, to which the DOT that is exported is given', packages: ['graphviz'], required: false };
  const font = { what: 'a font for Chinese', packages: ['fonts-noto-cjk'], required: false };
  return [
    ...(findCommand('ps') ? [] : [processes]),
    ...(findCommand('dot') ? [] : [dot]),
    ...(!withWindow || process.env.DISPLAY || findCommand('Xvfb') ? [] : [display]),
    ...(!withWindow || hasChineseFont() ? [] : [font]),
  ];
}

function findPackageNeeds() {
  return ['zip', 'fakeroot', 'dpkg-deb']
    .filter((command) => !findCommand(command))
    .map((command) => ({
      what: `the command ${command}`,
      packages: [command === 'dpkg-deb' ? 'dpkg' : command],
      required: true,
    }));
}

function hasPython() {
  return ['python3', 'python'].some((command) => {
    const version = /^Python (\d+\.\d+)/.exec(ask(command, ['--version']).output)?.[1];
    return version !== undefined && isAtLeast(version, [3, 8]);
  });
}

function hasChineseFont() {
  const { succeeded, output } = ask('fc-list', [':lang=zh-cn', 'family']);
  return succeeded && output.trim() !== '';
}
