// `npm run e2e:installed`: packs the app, installs it with dpkg, drives it from its own command, and removes it again.
// Not among the tests: it changes the computer, and it takes minutes. `-- --deb FILE` takes a package that is there.
import { existsSync, readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runQuietly } from './setup/commands.mjs';
import { quoteLog } from './setup/logs.mjs';
import { inRepository } from './setup/paths.mjs';
import { setup } from './setup/setup.mjs';
import { runCommand, Stop } from './setup/stop.mjs';
import { runScript } from './test/run-script.mjs';
import { prepareWindow } from './test/window.mjs';

const installed = '/usr/lib/forkscope';
const traces = [
  installed,
  '/usr/bin/forkscope',
  '/usr/share/applications/forkscope.desktop',
  '/usr/share/mime/packages/forkscope.xml',
];
/** Those that an installed app must pass as well as the one from the sources, and one of its own. */
const specs = ['installed', 'about', 'hardening', 'window', 'lab'].map((name) => `tests/${name}.spec.ts`);

await runCommand(async () => {
  const { values } = parseArgs({ options: { deb: { type: 'string' } } });
  if (process.getuid?.() !== 0) throw new Stop('Only root can install a package: sudo npm run e2e:installed');
  if (existsSync(installed)) throw new Stop('Forkscope is installed already, and would be removed: dpkg -r forkscope');
  const env = await prepareWindow(await setup({ forTests: true, forPackages: true }));
  const deb = values.deb ?? (await pack());
  await dpkg('--install', deb);
  try {
    const { succeeded } = await runScript('e2e', specs, {
      ...process.env,
      ...env,
      FORKSCOPE_ELECTRON: `${installed}/forkscope-app`,
      FORKSCOPE_INSTALLED: 'yes',
    });
    if (!succeeded) return 1;
  } finally {
    await dpkg('--purge', 'forkscope');
  }
  const left = traces.filter((path) => existsSync(path));
  if (left.length > 0) throw new Stop(`Removed, but still there: ${left.join(', ')}`);
  console.log('Removed, and nothing of it is left.');
  return 0;
});

/** With the debugger's door open, through which the window is driven; all others are shut. */
async function pack() {
  const { succeeded } = await runScript('package', ['--inspectable'], process.env);
  const folder = inRepository('out', 'package');
  const deb = succeeded ? readdirSync(folder).find((name) => name.endsWith('.deb')) : undefined;
  if (deb === undefined) throw new Stop('The package could not be made.');
  return inRepository('out', 'package', deb);
}

/** @param {string} action @param {string} what */
async function dpkg(action, what) {
  const log = 'installed-dpkg';
  if (!(await runQuietly('dpkg', [action, what], { log }))) throw new Stop(`dpkg ${action} failed:\n${quoteLog(log)}`);
}
