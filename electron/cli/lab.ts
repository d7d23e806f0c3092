/** `lab list` and `lab run`: the lab without a window. */
import { join } from 'node:path';
import { assetsDirectory } from '../assets-directory';
import { readCatalogue } from '../lab/catalogue';
import { UsageError } from '../usage-error';
import { labOutputs } from './lab-outputs';
import { labRun } from './lab-run';

export async function lab([name, ...args]: readonly string[]): Promise<void> {
  if (name === 'run') return labRun(args);
  if (name === 'outputs') return labOutputs(args);
  if (name !== 'list')
    throw new UsageError(name === undefined ? 'lab list, lab run or lab outputs?' : `There is no lab ${name}.`);
  if (args.length > 0) throw new UsageError(`lab list takes nothing more, not ${args.join(' ')}.`);
  const demos = await readCatalogue(join(assetsDirectory(), 'demos'));
  const width = Math.max(0, ...demos.map(({ id }) => id.length));
  for (const { number, id, title, parameters } of demos) {
    const controls = parameters.map(({ name: parameter, usual }) => `${parameter}=${usual}`).join(' ');
    const line = [String(number).padStart(2), id.padEnd(width), title.en, controls && `[${controls}]`].join('  ');
    process.stdout.write(`${line.trimEnd()}\n`);
  }
}
