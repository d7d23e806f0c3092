/** The same engine without a window: `forkscope snapshot`, `forkscope watch`. Results on stdout, everything else on stderr. */

import { UsageError } from '../usage-error';
import { lab } from './lab';
import { record } from './record';
import { render } from './render';
import { snapshot } from './snapshot';
import { watch } from './watch';

const usage = `Usage:
  snapshot [--json | --text] [--source procfs|ps-list] [--root PID]
      Prints one consistent process tree and exits. --text is the default.
  watch --for SECONDS [--jsonl FILE] [--source procfs|ps-list] [--interval MS] [--sampled]
      Streams process events, one JSON line each, to stdout or FILE, and closes with a summary.
  record --for SECONDS -o FILE [--limit-mb N] [--leave-out nothing|others|everybody] [--source procfs|ps-list] [--interval MS] [--sampled]
      Records process events into FILE (compressed when it ends in .gz). While it runs FILE.PID.part grows, and can be opened, too.
      --leave-out says whose command lines are not recorded.
  render RECORDING [--at SECONDS|TIME|end] [--root ID|PID] --format svg|png|dot|mermaid|text|json|csv [-o FILE] [--scale N]
      Draws a moment of a recording. Without -o it goes to stdout; without --format the ending of FILE decides.
  lab list
      Lists the demos and their parameters.
  lab run DEMO|FILE [--policy parent-first|child-first|round-robin|random] [--seed N] [--schedule FILE]
          [--stdout tty|pipe] [--set NAME=VALUE]... [--limit PROCESSES] [--timeout SECONDS] [--free]
          [--record FILE] [--json]
      Runs a demo or a Python program to its end, contained, held and given turns line by line; --free without the gate.
`;

const commands: { readonly [name: string]: (args: readonly string[]) => Promise<void> } = {
  snapshot,
  watch,
  record,
  render,
  lab,
};

/** Runs one command; the number is the exit code: 0, 1 for a failure, 2 for a wrong use. */
export async function runCommandLine([name, ...args]: readonly string[]): Promise<number> {
  // A reader that has seen enough (`… | head`) closes the pipe: that is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
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
