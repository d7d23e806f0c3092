/** Boot, as a list of setup calls. */
import { release } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, type BrowserWindow, dialog } from 'electron';
import { handleAbout } from './about/handle-about';
import { handleActions } from './actions/handle-actions';
import { assetsDirectory } from './assets-directory';
import { drawPicture, pictureOrder } from './cli/draw-picture';
import { startCollector } from './collector/start-collector';
import { type CommandLine, parseCommandLine } from './command-line';
import { handleInspection } from './inspect/handle-inspection';
import { trustOnly } from './ipc/handle';
import { handleRequests } from './ipc/requests';
import { handleExplore } from './lab/explore/handle-explore';
import { handleLab } from './lab/handle-lab';
import { handleLeftovers } from './lab/handle-leftovers';
import { handlePredict } from './lab/predict/handle-predict';
import { logInfo, setupLogging } from './logging';
import { handleRecordings, recordingIn } from './recordings/handle-recordings';
import { setupMenu } from './window/app-menu';
import { PAGE_URL, registerAppScheme, serveApp } from './window/app-protocol';
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
  logInfo(`Forkscope ${app.getVersion()}, Electron ${process.versions.electron}, ${process.platform} ${release()}`);
  denyPermissions();
  serveApp(join(outputFolder, 'renderer'));
  const window: BrowserWindow = createMainWindow(outputFolder);
  setupMenu(window);
  const assets = assetsDirectory();
  const collector = startCollector(window, outputFolder, options);
  const isTrusted = trustOnly(window, PAGE_URL);
  handleRequests(isTrusted, { collector, source: options.source });
  handleAbout(isTrusted, { collector, outputFolder, assetsDirectory: assets });
  const labEngine = handleLab(isTrusted, window, assets);
  const endExploring = handleExplore(isTrusted, window, assets);
  handleLeftovers(isTrusted);
  const endPreparing = handlePredict(isTrusted, window, assets);
  handleInspection(isTrusted, outputFolder, options.source);
  handleActions(isTrusted, window);
  handleRecordings(isTrusted, {
    window,
    collector,
    samplesFolder: join(assets, 'recordings'),
    file: recordingIn(process.argv.slice(1)),
  });
  app.once('will-quit', () => {
    collector.close();
    labEngine.close();
    endExploring();
    endPreparing();
  });
  await loadPage(window);
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
