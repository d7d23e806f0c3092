/** All that the page may ask of main. */
import { join } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import { handleAbout } from './about/handle-about';
import { handleActions } from './actions/handle-actions';
import { assetsDirectory } from './assets-directory';
import type { CollectorControl } from './collector/start-collector';
import type { CommandLine } from './command-line';
import { handleInspection } from './inspect/handle-inspection';
import { handleRequests } from './ipc/requests';
import { trustOnly } from './ipc/trust-only';
import { handleExplore } from './lab/explore/handle-explore';
import { handleLab } from './lab/handle-lab';
import { handleLeftovers } from './lab/handle-leftovers';
import { handlePredict } from './lab/predict/handle-predict';
import { handleRecordings, recordingIn } from './recordings/handle-recordings';
import { PAGE_URL } from './window/app-protocol';

interface Parts {
  readonly window: BrowserWindow;
  readonly collector: CollectorControl;
  readonly outputFolder: string;
  readonly options: CommandLine;
}

export function answerPage({ window, collector, outputFolder, options: { source } }: Parts): void {
  const assets = assetsDirectory();
  const isTrusted = trustOnly(window, PAGE_URL);
  handleRequests(isTrusted, { collector, source });
  handleAbout(isTrusted, { collector, outputFolder, assetsDirectory: assets });
  const labEngine = handleLab(isTrusted, window, assets);
  const endExploring = handleExplore(isTrusted, window, assets);
  handleLeftovers(isTrusted);
  const endPreparing = handlePredict(isTrusted, window, assets);
  handleInspection(isTrusted, outputFolder, source);
  handleActions(isTrusted, window);
  handleRecordings(isTrusted, {
    window,
    collector,
    samplesFolder: join(assets, 'recordings'),
    file: recordingIn(process.argv.slice(1)),
  });
  app.once('will-quit', () => {
    labEngine.close();
    endExploring();
    endPreparing();
  });
}
