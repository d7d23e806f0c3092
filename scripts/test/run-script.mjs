import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { npmCommand } from '../setup/commands.mjs';
import { repository } from '../setup/paths.mjs';
import { withFarewell } from '../setup/stop.mjs';

/** @typedef {{ succeeded: boolean, output: string }} Outcome What it wrote is without its colours. */

/**
 * Runs a script of package.json, shows what it writes at once and keeps it too.
 * @param {string} script
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Outcome>}
 */
export async function runScript(script, args, env) {
  const [command = 'npm', ...npmArgs] = npmCommand() ?? [];
  const child = spawn(command, [...npmArgs, 'run', '--silent', script, '--', ...args], {
    cwd: repository,
    env: { ...env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}) },
    stdio: ['ignore', 'pipe', 'inherit'],
    // A process group of its own, so that all of it can be ended together.
    detached: process.platform !== 'win32',
  });
  const kill = () => endGroup(child, 'SIGKILL');
  process.on('exit', kill);
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
    process.stdout.write(chunk);
  });
  const ended = new Promise((resolve) => child.once('error', resolve).once('close', resolve));
  // As Ctrl-C does: the test runners then end the programs that they have started.
  const interrupt = () => {
    endGroup(child, 'SIGINT');
    return ended;
  };
  const code = await withFarewell(interrupt, ended);
  process.off('exit', kill);
  return { succeeded: code === 0, output: stripVTControlCharacters(output) };
}

/** @param {import('node:child_process').ChildProcess} child @param {NodeJS.Signals} signal */
function endGroup(child, signal) {
  if (child.pid === undefined || child.exitCode !== null) return;
  if (process.platform === 'win32') child.kill();
  else process.kill(-child.pid, signal);
}
