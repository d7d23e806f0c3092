/**
 * Finds the interpreter itself. `python3` on the PATH may be a script of a version manager that forks a dozen times
 * before it becomes Python; a run started through it would have a tree full of strangers. So it is asked once who it
 * really is, and from then on that is started.
 */
import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Result } from '#shared/ipc/result';
import type { LabFailure } from '#shared/lab/run';

export type FoundPython = Result<string, Extract<LabFailure, 'python-missing' | 'python-too-old'>>;

const OLDEST = [3, 8] as const;
const NAMES = ['python3', 'python'];
const ANSWER_TIME_MS = 10_000;

const QUESTION = 'import json, sys; print(json.dumps([sys.executable, *sys.version_info[:3]]))';
const answerSchema = z.tuple([z.string().min(1), z.number(), z.number(), z.number()]);

const run = promisify(execFile);

/** A finder that remembers what it found. What is missing is looked for again: it may have been installed meanwhile. */
export function createPythonFinder(environment: NodeJS.ProcessEnv): () => Promise<FoundPython> {
  let found: FoundPython | undefined;
  return async () => {
    if (found?.ok !== true) found = await findPython(environment);
    return found;
  };
}

/** The first interpreter on the PATH that is new enough; its own path, not that of what led to it. */
async function findPython(environment: NodeJS.ProcessEnv): Promise<FoundPython> {
  const troubles: string[] = [];
  let tooOld: string | undefined;
  for (const candidate of await listCandidates(environment)) {
    const answer = await ask(candidate, environment);
    if (typeof answer === 'string') {
      troubles.push(`${candidate}: ${answer}`);
      continue;
    }
    const [executable, major, minor, micro] = answer;
    if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return { ok: true, value: executable };
    tooOld ??= `Python ${major}.${minor}.${micro} (${executable})`;
  }
  if (tooOld !== undefined) return { ok: false, code: 'python-too-old', detail: tooOld };
  return { ok: false, code: 'python-missing', detail: troubles.join('\n') || 'python3 is not on the PATH' };
}

async function listCandidates(environment: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const paths = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const executable = await Promise.all(
    paths.map((path) =>
      access(path, constants.X_OK).then(
        () => true,
        () => false,
      ),
    ),
  );
  return paths.filter((_path, index) => executable[index]);
}

/** What the interpreter says of itself, or in words why it says nothing. */
async function ask(path: string, environment: NodeJS.ProcessEnv): Promise<z.infer<typeof answerSchema> | string> {
  try {
    const { stdout } = await run(path, ['-I', '-c', QUESTION], { env: environment, timeout: ANSWER_TIME_MS });
    return answerSchema.parse(JSON.parse(stdout));
  } catch (error) {
    return error instanceof Error ? error.message.split('\n', 2).join(' ').trim() : String(error);
  }
}
