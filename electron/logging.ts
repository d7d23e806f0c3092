/**
 * What the app says of itself, in a file where the platform keeps logs (on Linux ~/.config/Forkscope/logs/main.log), one
 * megabyte and one older one. It names no command line, no environment and no program text: those hold secrets.
 */
import { readFileSync } from 'node:fs';
import log from 'electron-log/main';

const MAX_BYTES = 1_048_576;

const TAIL_LINES = 40;

export function setupLogging(verbose: boolean): void {
  log.transports.file.maxSize = MAX_BYTES;
  log.transports.file.level = verbose ? 'debug' : 'info';
  log.transports.console.level = verbose ? 'debug' : false;
  log.transports.ipc.level = false;
  process.on('unhandledRejection', (reason) => log.error('unhandled rejection', reason));
}

export const { info: logInfo, warn: logWarning } = log;

/** The last lines, for a report of a fault. */
export function readLogTail(): string {
  try {
    return readFileSync(log.transports.file.getFile().path, 'utf8').trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
  } catch (error) {
    return `(${(error as Error).message})`;
  }
}
