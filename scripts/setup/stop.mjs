import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** An expected failure. Its message says what happened and what to do, and is all that is printed. */
export class Stop extends Error {}

/** What the system refuses, in the words of the person who has to deal with it. */
const refusals = new Map([
  ['EACCES', 'may not be written or read by this user'],
  ['EPERM', 'may not be changed by this user'],
  ['EROFS', 'is on a read-only disk'],
  ['ENOSPC', 'does not fit: the disk is full'],
]);

/**
 * The sentence for an expected failure; undefined for a bug, whose stack trace is worth seeing.
 * @param {unknown} error
 */
export function explain(error) {
  if (error instanceof Stop) return error.message;
  const { code, path } = /** @type {NodeJS.ErrnoException} */ (error);
  const refusal = refusals.get(code ?? '');
  return refusal && path ? `${path} ${refusal}. Put that right and run the command again.` : undefined;
}

/** How to end, in time, what runs on our behalf. @type {Set<() => Promise<unknown>>} */
const farewells = new Set();
const farewellMs = 5_000;

/** Set once a signal has told us to leave. @type {Promise<never> | undefined} */
let leaving;

/**
 * Waits for a piece of work that, should a signal arrive meanwhile, wants to be ended in its own way.
 * @template T
 * @param {() => Promise<unknown>} farewell
 * @param {Promise<T>} work
 */
export async function withFarewell(farewell, work) {
  farewells.add(farewell);
  const result = await work;
  farewells.delete(farewell);
  // Nobody should take the end of interrupted work for a result.
  return leaving ?? result;
}

/** @param {number} exitCode */
async function leave(exitCode) {
  await Promise.race([Promise.all([...farewells].map((farewell) => farewell())), sleep(farewellMs)]);
  return process.exit(exitCode);
}

/**
 * Runs one of the commands of scripts/: turns failures into exit codes, and signals into an exit that still runs every
 * `process.on('exit')` clean-up, so that Ctrl-C leaves no lock, no child and no half-made folder behind.
 * @param {() => Promise<number>} work Gives the exit code.
 * @param {() => void} afterFailure
 */
export async function runCommand(work, afterFailure = () => {}) {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    const exitCode = 128 + constants.signals[signal];
    process.on(signal, () => {
      if (leaving) process.exit(exitCode);
      leaving = leave(exitCode);
    });
  }
  try {
    process.exitCode = await work();
  } catch (error) {
    console.error(`\n${explain(error) ?? (error instanceof Error ? error.stack : error)}`);
    afterFailure();
    process.exitCode = 1;
  }
}
