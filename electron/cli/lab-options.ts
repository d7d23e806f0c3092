/** What `lab run` is asked for, on the command line. */
import { readFile } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { CatalogueEntry } from '#shared/lab/demo';
import { type Policy, policyNames } from '#shared/lab/policy';
import { birthNameSchema } from '#shared/lab/policy-schema';
import { type LabProgram, type LabStart, limitBounds, type ParameterValue, stdoutKinds } from '#shared/lab/run';
import { LARGEST_BYTES, readProgram } from '../lab/read-program';
import { UsageError } from '../usage-error';

export interface LabRunOptions {
  readonly start: LabStart;
  readonly json: boolean;
  /** Where the header and the events go. */
  readonly record: string | undefined;
}

const USUAL_SECONDS = 60;

const options = {
  policy: { type: 'string' },
  seed: { type: 'string' },
  stdout: { type: 'string' },
  set: { type: 'string', multiple: true },
  limit: { type: 'string' },
  timeout: { type: 'string' },
  free: { type: 'boolean' },
  json: { type: 'boolean' },
  schedule: { type: 'string' },
  record: { type: 'string' },
} as const;

/** Who runs when, written down: `1`, `1.2`, `1.2#1`, alone or with the rest as on the command line. */
const scheduleFileSchema = z.preprocess(
  (written) => (Array.isArray(written) ? { schedule: written } : written),
  z.object({
    schedule: z.array(birthNameSchema),
    stdout: z.enum(stdoutKinds).optional(),
    set: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])).optional(),
  }),
);

export async function readRunOptions(
  args: readonly string[],
  catalogue: readonly CatalogueEntry[],
): Promise<LabRunOptions> {
  const { values, positionals } = parse(args);
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new UsageError('lab run needs one DEMO or FILE.');
  const written = values.schedule === undefined ? undefined : await readSchedule(values.schedule);
  const demo = catalogue.find(({ id, number }) => id === name || String(number) === name);
  const set = { ...written?.set, ...parseSettings(values.set ?? []) };
  const bounds = demo?.limits;
  const start: LabStart = {
    program: demo === undefined ? await ownProgram(name, set) : { kind: 'demo', id: demo.id, parameters: set },
    stdout: parseStdout(values.stdout) ?? written?.stdout ?? demo?.stdout ?? 'pipe',
    gated: values.free !== true,
    policy: parsePolicy(values.policy ?? demo?.policy, values.seed, written?.schedule),
    limits: {
      processes: parseNumber('--limit', values.limit, limitBounds.processes, bounds?.processes),
      seconds: parseNumber('--timeout', values.timeout, limitBounds.seconds, bounds?.seconds ?? USUAL_SECONDS),
      memoryMiB: bounds?.memoryMiB ?? limitBounds.memoryMiB.usual,
      outputKiB: limitBounds.outputKiB.usual,
    },
  };
  return { start, json: values.json === true, record: values.record };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** An own program; what is wrong with its file is no wrong usage, but it cannot be run. */
async function ownProgram(name: string, set: { readonly [name: string]: unknown }): Promise<LabProgram> {
  const path = isAbsolute(name) ? name : resolve(name);
  const read = await readProgram(path);
  if (!read.ok) throw new Error(`${name} is neither a demo nor a program: ${why(read, path)}. ${whatToGive}`);
  if (Object.keys(set).length > 0) throw new UsageError('--set is for demos; an own program has no parameters.');
  return { kind: 'own', name: path, text: read.value.text };
}

const whatToGive = '"lab list" names the demos; a program of your own is given by the path of its file.';

function why({ code, detail }: { readonly code: string; readonly detail?: string | undefined }, path: string): string {
  if (code === 'too-large') return `${path} is larger than ${LARGEST_BYTES / 1e6} MB`;
  if (code === 'not-text') return `${path} is no text in UTF-8`;
  if (detail?.startsWith('ENOENT') === true) return `there is no file ${path}`;
  if (detail?.startsWith('EISDIR') === true) return `${path} is a folder`;
  return `${path} cannot be read (${detail})`;
}

function parseSettings(settings: readonly string[]): { readonly [name: string]: ParameterValue } {
  return Object.fromEntries(
    settings.map((setting) => {
      const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/.exec(setting) ?? [];
      if (name === undefined || value === undefined) throw new UsageError(`--set ${setting}: give name=value.`);
      return [name, value] as const;
    }),
  );
}

function parseStdout(value: string | undefined): LabStart['stdout'] | undefined {
  if (value === undefined) return undefined;
  const found = stdoutKinds.find((kind) => kind === value);
  if (found === undefined) throw new UsageError(`--stdout ${value}: use ${stdoutKinds.join(' or ')}.`);
  return found;
}

function parsePolicy(name = 'parent-first', seed = '1', schedule: readonly string[] | undefined): Policy {
  const found = policyNames.find((known) => known === (schedule === undefined ? name : 'schedule'));
  if (found === undefined || (found === 'schedule' && schedule === undefined)) {
    const known = policyNames.filter((one) => one !== 'schedule');
    throw new UsageError(`--policy ${name}: use ${known.join(', ')}, or --schedule FILE.`);
  }
  return {
    name: found,
    seed: parseNumber('--seed', seed, { least: 0, most: 0xffffffff, usual: 1 }),
    schedule: schedule ?? [],
  };
}

function parseNumber(
  option: string,
  text: string | undefined,
  { least, most, usual }: { readonly least: number; readonly most: number; readonly usual: number },
  otherwise = usual,
): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new UsageError(`${option} ${text}: give a whole number from ${least} to ${most}.`);
}

async function readSchedule(path: string): Promise<z.infer<typeof scheduleFileSchema>> {
  try {
    return scheduleFileSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new UsageError(`--schedule ${path}: ${reason}`);
  }
}
