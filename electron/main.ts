/** Boot, as a list of setup calls: first what the first picture takes, then all else (`answer-page.ts`). */
import { once } from 'node:events';
import { release } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, dialog } from 'electron';
import { drawPicture, pictureOrder } from './cli/draw-picture';
import { startCollector } from './collector/start-collector';
import { type CommandLine, parseCommandLine } from './command-line';
import { openRequests } from './ipc/open-requests';
import { logInfo, setupLogging } from './logging';
import { setupMenu } from './window/app-menu';
import { registerAppScheme, serveApp } from './window/app-protocol';
import { createMainWindow, denyPermissions, loadPage } from './window/main-window';
import { ensureSettingsFolder } from './window/settings-folder';

const outputFolder = join(dirname(fileURLToPath(import.meta.url)), '..');

function readCommandLine(): CommandLine | undefined {
  try {
    return parseCommandLine(process.argv.slice(1));
  } catch (error) {
    process.stderr.write(`forkscope: ${(error as Error).message}\n`);
    return undefined;
  }
}

async function openWindow(options: CommandLine): Promise<void> {
  const collector = startCollector(outputFolder, options);
  app.once('will-quit', () => collector.close());
  denyPermissions();
  serveApp(join(outputFolder, 'renderer'));
  const window = createMainWindow(outputFolder);
  collector.serve(window);
  const loading = loadPage(window);
  // Most of main is loaded when the first picture is drawn: until then there is enough to do.
  const answering = once(window, 'ready-to-show')
    .then(() => import('./answer-page'))
    .then(({ answerPage }) => answerPage({ window, collector, outputFolder, options }));
  openRequests(answering);
  keepEarlyStarts(answering);
  setupMenu(window);
  logInfo(`Forkscope ${app.getVersion()}, Electron ${process.versions.electron}, ${process.platform} ${release()}`);
  await Promise.all([answering, loading]);
}

/** Who starts the app again, perhaps with a recording, before all of main is there is heard when it is. */
function keepEarlyStarts(isReady: Promise<void>): void {
  const early: unknown[][] = [];
  const keep = (...start: unknown[]): number => early.push(start);
  app.on('second-instance', keep);
  void isReady.then(() => {
    app.off('second-instance', keep);
    for (const start of early) app.emit('second-instance', ...start);
  });
}

/** The command `forkscope` of a packaged app starts the same program without a display for what needs no window. */
async function runWithoutWindow(args: readonly string[]): Promise<void> {
  const { runCommandLine } = await import('./cli/run-command-line');
  const code = await runCommandLine(args);
  // What waits for a slow reader would be lost: `exit` does not wait.
  await Promise.all([process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write('', done))));
  app.exit(code);
}

function runWithWindow(): void {
  const options = readCommandLine();
  if (options === undefined) {
    app.exit(2);
    return;
  }
  ensureSettingsFolder();
  setupLogging(options.verbose);
  // The one that is there comes to the front (`second-instance` in recordings/).
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  registerAppScheme();
  app.on('window-all-closed', () => app.quit());
  let leaving = false;
  app.once('before-quit', () => {
    leaving = true;
  });
  // Not awaited at the top level: an ES module that waits for `ready` there waits for ever.
  app
    .whenReady()
    .then(() => openWindow(options))
    .catch((error: Error) => {
      // Closed while it was being loaded: that is no failure, and a dialog would wait for ever for somebody who has left.
      if (leaving) return;
      dialog.showErrorBox('Forkscope could not start', error.message);
      app.exit(1);
    });
}

const cli = process.argv.indexOf('--cli');
const picture = pictureOrder(process.argv);
if (picture !== undefined) drawPicture(picture);
else if (cli === -1) runWithWindow();
else void runWithoutWindow(process.argv.slice(cli + 1));
