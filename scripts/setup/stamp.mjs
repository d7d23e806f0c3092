// A stamp tells that a piece of work was finished, and from what: it is removed first and written last.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Runs the work unless it was finished for the same inputs and its result is still there. Resolves to whether it ran.
 * @param {{ stamp: string, fingerprint: string, present: boolean }} finished
 * @param {() => Promise<void>} work
 */
export async function unlessFinished({ stamp, fingerprint, present }, work) {
  if (present && readStamp(stamp) === fingerprint) return false;
  rmSync(stamp, { force: true });
  await work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, fingerprint);
  return true;
}

/** @param {string} stamp */
function readStamp(stamp) {
  try {
    return readFileSync(stamp, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * One hash over names and contents: of files, and of every file below folders.
 * @param {string} root
 * @param {readonly string[]} names
 * @param {(name: string) => boolean} counts
 */
export function hashFiles(root, names, counts = () => true) {
  const hash = createHash('sha256');
  for (const name of names.flatMap((entry) => listFiles(root, entry)).filter(counts)) {
    const content = readFileSync(join(root, name));
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** @param {string} root @param {string} name @returns {string[]} */
function listFiles(root, name) {
  if (!statSync(join(root, name)).isDirectory()) return [name];
  const children = readdirSync(join(root, name)).sort();
  return children.flatMap((child) => listFiles(root, `${name}/${child}`));
}
