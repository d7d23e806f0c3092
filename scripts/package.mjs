// `npm run package`: sets up what is missing, then makes a .deb and a .tar.gz in out/package/.
// `-- --inspectable` leaves the debugger's door open, for end-to-end tests of what was packaged.
import { statSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { relative } from 'node:path';
import { makeApp } from './package/make-app.mjs';
import { makeArchive, makeDeb } from './package/make-packages.mjs';
import { stageApp } from './package/stage.mjs';
import { inRepository, repository } from './setup/paths.mjs';
import { setup } from './setup/setup.mjs';
import { openStepLine, showProgress } from './setup/step-line.mjs';
import { runCommand, Stop } from './setup/stop.mjs';

const out = inRepository('out', 'package');

await runCommand(async () => {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Stop('Packages are made on Linux x64 only, so far: nobody has tried macOS or Windows yet.');
  }
  const runtime = await setup({ forTests: false, forPackages: true });
  const inspectable = process.argv.includes('--inspectable');
  const stage = inRepository('out', 'package', 'stage');
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await step('app', async () => stageApp(stage));
  const app = await step('runtime', () => makeApp({ stage, out, runtime, inspectable }));
  await rm(stage, { recursive: true });
  const files = [await step('deb', () => makeDeb(app, out)), await step('tar.gz', () => makeArchive(app, out))];
  console.log('\nMade:');
  for (const file of files) console.log(`    ${relative(repository, file)}  ${megabytes(file)} MB`);
  console.log(`Install with: sudo apt-get install ./${relative(repository, files[0] ?? '')}`);
  return 0;
});

/**
 * @template Result
 * @param {string} name
 * @param {() => Promise<Result>} work
 */
async function step(name, work) {
  const line = openStepLine(`[package] ${name}`);
  const startedAtMs = Date.now();
  const seconds = () => Math.round((Date.now() - startedAtMs) / 1000);
  const result = await showProgress(line, () => `${seconds()} s`, work());
  line.end(`${seconds()} s`);
  return result;
}

/** @param {string} file */
function megabytes(file) {
  return Math.round(statSync(file).size / 1e6);
}
