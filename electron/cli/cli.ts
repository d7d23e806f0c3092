/** `npm run -s cli -- …`: the commands as a program of Node. The packaged app offers the same (`main.ts`). */
import { runCommandLine } from './run-command-line';

process.exitCode = await runCommandLine(process.argv.slice(2));
