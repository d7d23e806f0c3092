import { spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { openLog, quoteLog } from '../setup/logs.mjs';
import { Stop } from '../setup/stop.mjs';

/**
 * Starts an X server that draws into memory, on a free number that it chooses itself. It ends when we do.
 * @returns {Promise<string>} The value for DISPLAY.
 */
export async function startVirtualDisplay() {
  const log = openLog('xvfb');
  const args = ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp'];
  const server = spawn('Xvfb', args, { stdio: ['ignore', log, log, 'pipe'] });
  closeSync(log);
  process.on('exit', () => server.kill());
  const number = await readDisplayNumber(server);
  // A server that runs on must not keep us from ending.
  server.unref();
  return `:${number}`;
}

/**
 * The server writes the number to descriptor 3 once it accepts connections, see -displayfd in Xserver(1).
 * @param {import('node:child_process').ChildProcess} server
 * @returns {Promise<number>}
 */
function readDisplayNumber(server) {
  const answer = /** @type {import('node:net').Socket} */ (server.stdio[3]);
  return new Promise((resolve, reject) => {
    let written = '';
    answer.on('data', (chunk) => {
      written += chunk;
      if (!written.endsWith('\n')) return;
      answer.destroy();
      resolve(Number(written));
    });
    const fail = () => reject(new Stop(`Xvfb did not start:\n${quoteLog('xvfb')}`));
    server.once('error', fail);
    server.once('exit', fail);
  });
}
