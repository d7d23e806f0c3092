/** The same engine without a window: `forkscope snapshot`, `forkscope watch`. Results on stdout, everything else on stderr. */

import { UsageError } from '../usage-error';
import { snapshot } from './snapshot';
import { watch } from './watch';

const usage = `Usage:
  snapshot [--json | --text] [--source procfs|ps-list] [--root PID]
      Prints one consistent process tree and exits. --text is the default.
  watch --for SECONDS [--jsonl FILE] [--source procfs|ps-list] [--interval MS] [--sampled]
      Streams process events, one JSON line each, to stdout or FILE, and closes with a summary.
`;

const commands: { readonly [name: string]: (args: readonly string[]) => Promise<void> } = { snapshot, watch };

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === 'help' || name === '--help') {
    process.stdout.write(usage);
    return 0;
  }
  const command = name === undefined ? undefined : commands[name];
  if (command === undefined) {
    process.stderr.write(`${name === undefined ? 'No command given.' : `There is no command "${name}".`}\n\n${usage}`);
    return 2;
  }
  try {
    await command(args);
    return 0;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${name}: ${message}\n`);
    if (!(error instanceof UsageError)) return 1;
    process.stderr.write(`\n${usage}`);
    return 2;
  }
}

// A reader that has seen enough (`… | head`) closes the pipe: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
process.exitCode = await main(process.argv.slice(2));
