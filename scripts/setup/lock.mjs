// Two setups of one clone, or two clones that fetch one Electron, must not tread on each other: the second one waits.
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {import('./step-line.mjs').StepLine} StepLine */

/** A lock this old without a holder's name in it is from a setup that died between making and writing it. */
const namelessAfterMs = 5_000;

/**
 * @template T
 * @param {string} path
 * @param {Pick<StepLine, 'update'>} line
 * @param {() => Promise<T>} work
 */
export async function withLock(path, line, work) {
  await acquire(path, line);
  const release = () => rmSync(path, { force: true });
  process.on('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

/** @param {string} path @param {Pick<StepLine, 'update'>} line */
async function acquire(path, line) {
  mkdirSync(dirname(path), { recursive: true });
  while (!tryAcquire(path)) {
    const lock = readLock(path);
    if (lock === undefined) continue;
    if (isStale(lock, identify)) breakLock(path, lock.holder);
    else {
      line.update(`waiting for another setup (process ${Number.parseInt(lock.holder, 10)})`);
      await sleep(250);
    }
  }
}

/** @param {string} path */
function tryAcquire(path) {
  try {
    writeFileSync(path, identify(process.pid) ?? '', { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/** @typedef {{ holder: string, ageMs: number }} Lock */

/** @param {string} path @returns {Lock | undefined} */
function readLock(path) {
  try {
    return { holder: readFileSync(path, 'utf8'), ageMs: Date.now() - statSync(path).mtimeMs };
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * @param {Lock} lock
 * @param {(pid: number) => string | undefined} identifyProcess
 */
export function isStale({ holder, ageMs }, identifyProcess) {
  if (holder === '') return ageMs > namelessAfterMs;
  return identifyProcess(Number.parseInt(holder, 10)) !== holder;
}

/**
 * Of several setups that wait for a dead one, each may come here. Moving the lock aside first shows whose it was: one
 * that a quicker setup has just taken is put back.
 * @param {string} path
 * @param {string} deadHolder
 */
function breakLock(path, deadHolder) {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return;
    throw error;
  }
  if (readFileSync(aside, 'utf8') === deadHolder) rmSync(aside);
  else renameSync(aside, path);
}

/**
 * `pid@startTime`, since pids are reused; undefined when no such process lives. Without /proc the pid has to do.
 * @param {number} pid
 */
export function identify(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EPERM') return undefined;
  }
  return `${pid}@${readStartTime(pid)}`;
}

/** Field 22 of /proc/PID/stat, see proc_pid_stat(5). @param {number} pid */
function readStartTime(pid) {
  if (process.platform !== 'linux') return '';
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
