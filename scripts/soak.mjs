// `npm run soak -- --minutes N`: the real window through storms, crowds, lab runs and recordings; exit code 1 when memory
// is not flat or something is left. `--seconds N` for a short one, `--report FILE` for its checks as JSON.
import { inRepository, repository } from './setup/paths.mjs';
import { setup } from './setup/setup.mjs';
import { runCommand } from './setup/stop.mjs';
import { prepareWindow } from './test/window.mjs';

await runCommand(async () => {
  for (const [name, value] of Object.entries(await prepareWindow(await setup({ forTests: true })))) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  // Vite is there only after the setup; it runs the TypeScript as it stands.
  const { runnerImport } = await import('vite');
  const options = { root: repository, logLevel: /** @type {const} */ ('error') };
  const { module } = await runnerImport(inRepository('tests', 'soak', 'soak.ts'), options);
  return /** @type {{ soak(args: string[]): Promise<number> }} */ (module).soak(process.argv.slice(2));
});
