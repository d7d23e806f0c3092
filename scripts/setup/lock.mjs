// Two setups of one clone, or two clones that fetch one Electron, must not tread on each other: the second one waits.
import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {import('./step-line.mjs').StepLine} StepLine */

/** An empty lock is being written; after this long, its setup died in that very moment. */
const writtenWithinMs = 5_000;

/** The locks that we hold now. @type {Set<string>} */
const held = new Set();

/**
 * @template T
 * @param {string} path
 * @param {Pick<StepLine, 'update'>} line
 * @param {() => Promise<T>} work
 */
export async function withLock(path, line, work) {
  await acquire(path, line);
  held.add(path);
  const release = () => {
    held.delete(path);
    rmSync(path, { force: true });
  };
  process.on('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

/**
 * Makes a child hold our locks with us: a setup that is killed outright leaves, say, an npm behind that is still writing,
 * and the next setup has to wait for that one too.
 * @param {number} pid
 */
export function shareLocksWith(pid) {
  for (const path of held) appendFileSync(path, `${identify(pid) ?? ''}\n`);
}

/** @param {string} path @param {Pick<StepLine, 'update'>} line */
async function acquire(path, line) {
  mkdirSync(dirname(path), { recursive: true });
  while (!tryAcquire(path)) {
    const lock = readLock(path);
    if (lock === undefined) continue;
    const holder = findHolder(lock.text, identify);
    const beingWritten = lock.text === '' && lock.ageMs < writtenWithinMs;
    if (holder === undefined && !beingWritten) breakLock(path, lock.text);
    line.update(holder === undefined ? 'waiting' : `waiting for another setup (process ${holder})`);
    await sleep(250);
  }
}

/** @param {string} path */
function tryAcquire(path) {
  try {
    writeFileSync(path, `${identify(process.pid)}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/** @typedef {{ text: string, ageMs: number }} Lock */

/** @param {string} path @returns {Lock | undefined} */
function readLock(path) {
  try {
    return { text: readFileSync(path, 'utf8'), ageMs: Date.now() - statSync(path).mtimeMs };
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * The first of the processes named in a lock that still lives; one that only has the pid of it does not count.
 * @param {string} text
 * @param {(pid: number) => string | undefined} identifyProcess
 */
export function findHolder(text, identifyProcess) {
  const pids = text.split('\n').filter((name) => name !== '' && identifyProcess(Number.parseInt(name, 10)) === name);
  return pids.map((name) => Number.parseInt(name, 10))[0];
}

/**
 * Of several setups that wait for a dead one, each may come here. Moving the lock aside first shows whose it was: one
 * that a quicker setup has just taken is put back.
 * @param {string} path
 * @param {string} deadText
 */
function breakLock(path, deadText) {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return;
    throw error;
  }
  if (readFileSync(aside, 'utf8') === deadText) rmSync(aside);
  else renameSync(aside, path);
}

/**
 * `pid@startTime` of a living process, since pids are reused. Without /proc the pid has to do.
 * @param {number} pid
 * @returns {string | undefined}
 */
export function identify(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EPERM') return undefined;
  }
  if (process.platform !== 'linux') return `${pid}@`;
  const [state, ...rest] = readStatFields(pid);
  // A zombie writes nothing any more; in a container it may stay for ever.
  return state === undefined || state === 'Z' ? undefined : `${pid}@${rest[18]}`;
}

/** The fields after the name: the state is the 3rd of all, the start time the 22nd, see proc_pid_stat(5). @param {number} pid */
function readStatFields(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
