// `npm start`: sets up what is missing, then opens the app. Arguments after `--` go to the app.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { getRuntimeEnvironment } from './runtime/find-runtime.mjs';
import { repository } from './setup/paths.mjs';
import { chooseSandboxFlags } from './setup/sandbox.mjs';
import { setup } from './setup/setup.mjs';
import { runCommand, Stop } from './setup/stop.mjs';

await runCommand(async () => {
  requireDisplay();
  const runtime = await setup({ forTests: false });
  const flags = [...chooseSandboxFlags(runtime.executable), ...chooseDisplayFlags()];
  if (flags.includes('--no-sandbox')) console.log('Running as root: Chromium works without its sandbox then.');
  return runApp(runtime, [...flags, repository, ...process.argv.slice(2)]);
});

/** Asked before the long work: nobody should wait for downloads only to read this. */
function requireDisplay() {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return;
  throw new Stop(
    [
      'There is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set). Choose one of these:',
      '    run npm start in a desktop session',
      '    log in with ssh -X, and run npm start there',
      '    xvfb-run -a npm start     a display without a screen (Debian packages xvfb and xauth)',
      'The tests need no display: npm test brings its own.',
    ].join('\n'),
  );
}

/** Electron before 38 looks for X11 only, unless told otherwise. */
function chooseDisplayFlags() {
  const waylandOnly = process.platform === 'linux' && !process.env.DISPLAY;
  return waylandOnly ? ['--ozone-platform=wayland'] : [];
}

/**
 * @param {import('./runtime/find-runtime.mjs').Runtime} runtime
 * @param {string[]} args
 * @returns {Promise<number>} The exit code of the app; of one that a signal ended, what a shell would say.
 */
function runApp(runtime, args) {
  const env = { ...process.env, ...getRuntimeEnvironment(runtime) };
  const app = spawn(runtime.executable, args, { env, stdio: 'inherit' });
  passSignalsTo(app);
  return new Promise((resolve, reject) => {
    app.once('error', reject);
    app.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}

/**
 * From now on signals end the app, and its end ends us. A Ctrl-C in a terminal has reached the app already, as every
 * process in the foreground, and a second one would cut its farewell short.
 * @param {import('node:child_process').ChildProcess} app
 */
function passSignalsTo(app) {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.removeAllListeners(signal);
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) app.kill(signal);
    });
  }
}
