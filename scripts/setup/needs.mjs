// What the app and its tests need from the system, beside Node.
import { ask, findCommand } from './commands.mjs';
import { findMissingLibraries, findPackageOf } from './libraries.mjs';
import { isAtLeast } from './node-version.mjs';

/**
 * @typedef {object} Use
 * @property {string | undefined} executable The Electron to run, if any.
 * @property {boolean} forTests
 */

/**
 * One thing that is missing.
 * @typedef {object} Need
 * @property {string} what As a person would call it.
 * @property {string | undefined} package The Debian package that brings it, where we know it.
 * @property {boolean} required Whether nothing can be done without it.
 */

/** @param {Use} use @returns {Need[]} */
export function findNeeds(use) {
  const { executable, forTests } = use;
  /** @type {Need} */
  const python = { what: 'Python 3.8 or later, for the lab', package: 'python3', required: forTests };
  const needs = hasPython() ? [] : [python];
  if (process.platform !== 'linux') return needs;
  const libraries = executable ? findMissingLibraries(executable) : [];
  needs.push(...libraries.map((what) => ({ what, package: findPackageOf(what), required: true })));
  return forTests ? [...needs, ...findTestNeeds(use)] : needs;
}

/** @param {Use} use @returns {Need[]} */
function findTestNeeds({ executable }) {
  const needs = [];
  if (!findCommand('ps')) needs.push({ what: 'ps', package: 'procps', required: true });
  if (!executable) return needs;
  if (!process.env.DISPLAY && !findCommand('Xvfb')) {
    needs.push({ what: 'Xvfb, a display without a screen', package: 'xvfb', required: true });
  }
  if (!hasChineseFont()) {
    needs.push({ what: 'a font for Chinese, for the pictures', package: 'fonts-noto-cjk', required: false });
  }
  return needs;
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
