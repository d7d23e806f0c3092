/**
 * What the app says of itself, in a file where the platform keeps logs (on Linux ~/.config/Forkscope/logs/main.log), one
 * megabyte and one older one. It names no command line, no environment and no program text: those hold secrets.
 */
import log from 'electron-log/main';

const MAX_BYTES = 1_048_576;

export function setupLogging(verbose: boolean): void {
  log.transports.file.maxSize = MAX_BYTES;
  log.transports.file.level = verbose ? 'debug' : 'info';
  log.transports.console.level = verbose ? 'debug' : false;
  log.transports.ipc.level = false;
  process.on('unhandledRejection', (reason) => log.error('unhandled rejection', reason));
}

export const { info: logInfo, warn: logWarning } = log;
