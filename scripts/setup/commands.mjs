// Other programs: finding them, asking them something, running them out of sight with a log.
import { execFileSync, spawn } from 'node:child_process';
import { accessSync, closeSync, constants } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { shareLocksWith } from './lock.mjs';
import { openLog } from './logs.mjs';
import { inRepository } from './paths.mjs';

/**
 * The full path of a command, or undefined.
 * @param {string} name
 * @param {string} path
 */
export function findCommand(name, path = process.env.PATH ?? '') {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  const candidates = path.split(delimiter).flatMap((folder) => endings.map((ending) => join(folder, name + ending)));
  return candidates.find(isExecutable);
}

/** @param {string} file */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * What a quick command says on stdout and stderr, and whether it succeeded; a missing command counts as a failure.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ succeeded: boolean, output: string }}
 */
export function ask(command, args, env = process.env) {
  try {
    const output = execFileSync(command, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    return { succeeded: true, output };
  } catch (error) {
    const { stdout = '', stderr = '' } = /** @type {{ stdout?: string, stderr?: string }} */ (error);
    return { succeeded: false, output: stdout + stderr };
  }
}

/** npm as a command and its first arguments: the very npm that runs us, else the one in PATH. */
export function npmCommand() {
  const running = process.env.npm_execpath ?? '';
  if (basename(running) === 'npm-cli.js') return [process.execPath, running];
  const found = findCommand('npm');
  if (found === undefined || process.platform !== 'win32') return found === undefined ? undefined : [found];
  // npm.cmd is a batch file, which Node starts only through a shell: call the script that it calls.
  return [process.execPath, join(dirname(found), 'node_modules', 'npm', 'bin', 'npm-cli.js')];
}

/**
 * @typedef {object} QuietRun
 * @property {string} log Name of the log below out/logs/.
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {() => number} [measure] A number that grows while the command gets on.
 * @property {number} [stalledAfterMs] End the command when `measure` stood still for so long.
 * @property {boolean} [outlivesUs] Ctrl-C must not end the command half way: it finishes by itself.
 */

/**
 * Runs a command with its output in a log, and resolves to whether it succeeded.
 * @param {string} command
 * @param {string[]} args
 * @param {QuietRun} run
 * @returns {Promise<boolean>}
 */
export async function runQuietly(command, args, run) {
  const log = openLog(run.log);
  const child = spawn(command, args, {
    cwd: run.cwd ?? inRepository(),
    env: run.env ?? process.env,
    stdio: ['ignore', log, log],
    detached: run.outlivesUs ?? false,
  });
  closeSync(log);
  if (child.pid !== undefined) shareLocksWith(child.pid);
  // npm would take seconds to end politely, and meanwhile write into the folders of the next setup.
  const end = () => void child.kill('SIGKILL');
  // Before anything else that happens on exit: only then can what the command was writing be cleared away.
  if (!run.outlivesUs) process.prependListener('exit', end);
  const watch = watchForStall(run, end);
  const succeeded = await new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
  clearInterval(watch);
  process.off('exit', end);
  return succeeded;
}

/** @param {QuietRun} run @param {() => void} end */
function watchForStall({ measure, stalledAfterMs }, end) {
  if (!measure || !stalledAfterMs) return undefined;
  let best = -1;
  let bestAtMs = Date.now();
  return setInterval(() => {
    const current = measure();
    if (current > best) [best, bestAtMs] = [current, Date.now()];
    else if (Date.now() - bestAtMs > stalledAfterMs) end();
  }, 500);
}
