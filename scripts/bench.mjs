// `npm run bench -- [suite…] [--json]`: the benchmarks, on loads that they start and end themselves.

import { inRepository, repository } from './setup/paths.mjs';
import { setup } from './setup/setup.mjs';
import { runCommand } from './setup/stop.mjs';
import { prepareWindow } from './test/window.mjs';

await runCommand(async () => {
  for (const [name, value] of Object.entries(await prepareWindow(await setup({ forTests: true })))) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  // Vite is there only after the setup; it runs the benchmarks' TypeScript as it stands.
  const { runnerImport } = await import('vite');
  const options = { root: repository, logLevel: /** @type {const} */ ('error') };
  const { module } = await runnerImport(inRepository('tests', 'bench', 'bench.ts'), options);
  return /** @type {{ bench(args: string[]): Promise<number> }} */ (module).bench(process.argv.slice(2));
});
