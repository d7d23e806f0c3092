// What a command writes while it runs out of sight: kept in out/logs/ for whoever wants to know more.
import { mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inRepository } from './paths.mjs';

const quotedLines = 12;

/** @param {string} name */
export const logPath = (name) => inRepository('out', 'logs', `${name}.log`);

/** @param {string} name */
export function openLog(name) {
  mkdirSync(dirname(logPath(name)), { recursive: true });
  return openSync(logPath(name), 'w');
}

/**
 * What a log says went wrong, as a paragraph for an error message: from the first line that speaks of an error, since
 * npm ends with a page of advice; else the end.
 * @param {string} name
 */
export function quoteLog(name) {
  const lines = readLog(name);
  const first = lines.findIndex((line) => /\berror\b|^E: /i.test(line));
  const quoted = first === -1 ? lines.slice(-quotedLines) : lines.slice(first, first + quotedLines);
  return [...quoted.map((line) => `    ${line}`), `The whole output is in ${logPath(name)}.`].join('\n');
}

/** @param {string} name */
export const readLastLine = (name) => readLog(name).at(-1) ?? '';

/** @param {string} name */
const readLog = (name) => readFileSync(logPath(name), 'utf8').trimEnd().split('\n');
