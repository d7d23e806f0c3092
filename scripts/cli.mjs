// `npm run -s cli -- …`: the app's engine without a window. Sets up what is missing first, telling so on stderr.
import { pathToFileURL } from 'node:url';
import { findRuntime } from './runtime/find-runtime.mjs';
import { inRepository } from './setup/paths.mjs';
import { setupCommandLine } from './setup/setup.mjs';
import { runCommand } from './setup/stop.mjs';

await runCommand(async () => {
  await setupCommandLine();
  // From here on the command itself knows what an interruption means.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(signal);
  // Pictures in pixels are drawn by the Electron that is there, if any.
  process.env.FORKSCOPE_ELECTRON ??= findRuntime()?.executable ?? '';
  await import(pathToFileURL(inRepository('out', 'main', 'cli.js')).href);
  return Number(process.exitCode ?? 0);
});
