/** `lab outputs`: which outputs can any schedule give? */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Exploration } from '#shared/explore/exploration';
import { explainImpossible } from '#shared/explore/search';
import { assetsDirectory } from '../assets-directory';
import { readCatalogue } from '../lab/catalogue';
import { explore } from '../lab/explore/explore';
import { createPythonFinder } from '../lab/find-python';
import { readLabProgram } from '../lab/lab-engine';
import { UsageError } from '../usage-error';
import { readRunOptions } from './lab-options';

const options = {
  ask: { type: 'string' },
  'max-runs': { type: 'string' },
  'free-runs': { type: 'string' },
  timeout: { type: 'string' },
  json: { type: 'boolean' },
  stdout: { type: 'string' },
  set: { type: 'string', multiple: true },
} as const;

export async function labOutputs(args: readonly string[]): Promise<void> {
  const { values, positionals } = parse(args);
  const { maxRuns, freeRuns, seconds } = {
    maxRuns: readNumber('--max-runs', values['max-runs'], 500),
    freeRuns: readNumber('--free-runs', values['free-runs'], 20, 0),
    seconds: readNumber('--timeout', values.timeout, 60),
  };
  const assets = assetsDirectory();
  const passedOn = [...positionals, ...(values.set ?? []).flatMap((one) => ['--set', one])];
  if (values.stdout !== undefined) passedOn.push('--stdout', values.stdout);
  const { start } = await readRunOptions(passedOn, await readCatalogue(join(assets, 'demos')));
  const program = await readLabProgram(join(assets, 'demos'), start.program);
  if (!program.ok) throw new Error([program.code, program.detail].filter(Boolean).join(': '));
  const python = await createPythonFinder(process.env)();
  if (!python.ok) throw new Error('Python 3.8 or newer is needed; install python3 and make sure it is on the PATH');
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort()).once('SIGTERM', () => stop.abort());
  const found = await explore({
    ...program.value,
    python: python.value,
    folder: join(assets, 'lab', 'supervisor'),
    environment: process.env,
    weakest: process.env.FORKSCOPE_CONTAINMENT,
    stdout: start.stdout,
    limits: start.limits,
    maxRuns,
    freeRuns,
    timeoutMs: seconds * 1000,
    signal: stop.signal,
    onProgress: ({ runs, outputs }) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${runs} runs, ${outputs.length} outputs `);
    },
  });
  const answer = values.ask === undefined ? undefined : answerTo(values.ask, found);
  if (values.json === true) process.stdout.write(`${JSON.stringify({ ...found, ...(answer && { answer }) })}\n`);
  else process.stdout.write(answer === undefined ? reportOf(found) : `${answer.text}\n`);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function readNumber(option: string, text: string | undefined, otherwise: number, least = 1): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= 1_000_000) return value;
  throw new UsageError(`${option} ${text}: give a whole number from ${least} to 1000000.`);
}

function reportOf(found: Exploration): string {
  const lines = found.outputs.map(
    ({ text, schedule, freeCount }) =>
      `${JSON.stringify(text)}  ${freeCount === 0 ? 'never' : `${freeCount} times`} in ${found.freeRuns} free runs, by ${schedule.join(' ')}`,
  );
  const unexplained = (found.unexplained ?? []).map(
    ({ text, freeCount }) => `${JSON.stringify(text)}  ${freeCount} times in ${found.freeRuns} free runs, ${BY_NONE}`,
  );
  return `${[...lines, ...unexplained, conclusion(found)].join('\n')}\n`;
}

function conclusion({ complete, outputs, runs, reason, expected }: Exploration): string {
  if (complete) return `Complete: ${outputs.length} outputs and no other, after ${runs} runs.`;
  const more = expected > 0 ? ` At least ${expected} more are foreseen.` : '';
  return `Explored ${runs} runs, not complete (${reason}): ${outputs.length} outputs so far.${more}`;
}

const BY_NONE = 'by no schedule that was tried';

/** `\\n` stands for the end of a line, which need not be typed at the end. */
export function answerTo(typed: string, found: Exploration) {
  const asked = typed.replaceAll('\\n', '\n');
  const isAsked = ({ text }: { readonly text: string }) => text === asked || text.trimEnd() === asked;
  const output = found.outputs.find(isAsked);
  if (output !== undefined) {
    return { possible: true, schedule: output.schedule, text: `Yes, by ${output.schedule.join(' ')}` };
  }
  if (found.unexplained?.some(isAsked)) return { possible: true, text: `Yes, a free run gave it, ${BY_NONE}` };
  if (!found.complete) return { possible: null, text: `Not seen. ${conclusion(found)}` };
  const why = explainImpossible(
    asked,
    found.outputs.map(({ text }) => text),
  );
  const next = why.next.map((one) => (one === '' ? 'the end' : JSON.stringify(one))).join(' or ');
  return { possible: false, ...why, text: `No: after ${JSON.stringify(why.written)} only ${next} can come.` };
}
