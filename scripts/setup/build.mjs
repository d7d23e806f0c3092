import { existsSync } from 'node:fs';
import { runQuietly } from './commands.mjs';
import { quoteLog } from './logs.mjs';
import { inRepository, repository } from './paths.mjs';
import { hashFiles, unlessFinished } from './stamp.mjs';
import { showProgress } from './step-line.mjs';
import { Stop } from './stop.mjs';

const stamp = inRepository('out', '.forkscope-built');
const sources = ['electron', 'renderer', 'shared', 'electron.vite.config.ts', 'package.json', 'package-lock.json'];

/**
 * Builds the app into out/ when anything that goes into it has changed since the last finished build.
 * @param {import('./step-line.mjs').StepLine} line
 */
export async function setupBuild(line) {
  const fingerprint = hashFiles(repository, sources, (name) => !/\.test\.tsx?$/.test(name));
  const present = existsSync(inRepository('out', 'main', 'main.js'));
  const startedAtMs = Date.now();
  const seconds = () => Math.round((Date.now() - startedAtMs) / 1000);
  const built = await unlessFinished({ stamp, fingerprint, present }, () =>
    showProgress(line, () => `building, ${seconds()} s`, buildApp()),
  );
  return built ? `built in ${seconds()} s` : 'up to date';
}

async function buildApp() {
  const electronVite = inRepository('node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const succeeded = await runQuietly(process.execPath, [electronVite, 'build'], { log: 'build' });
  if (!succeeded) throw new Stop(`The app does not build. electron-vite says:\n${quoteLog('build')}`);
}
