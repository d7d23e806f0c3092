/** Runs a program out of sight, to know what can be asked of it. What it did is thrown away with the reply. */
import type { LabStart } from '#shared/lab/run';
import { buildQuestions, mayAskOutput, type Probe, type QuestionSet } from '#shared/predict/build-questions';
import { readCourse } from '#shared/predict/course';
import { explore } from '../explore/explore';
import { type RunServerOptions, startRunServer } from '../explore/run-server';

export interface PrepareOptions extends Omit<RunServerOptions, 'mostTurns'> {
  readonly start: LabStart;
  readonly seed: number;
  readonly signal: AbortSignal;
}

/** What is not over by then is called endless. */
const MOST_TURNS = 20_000;
const LONGEST_SECONDS = 10;
/** A question about outputs is worth this much looking. */
const EXPLORE = { maxRuns: 200, freeRuns: 0, timeoutMs: 8_000 };

export async function prepareQuestions({ start, seed, signal, ...program }: PrepareOptions): Promise<QuestionSet> {
  const { stdout, policy } = start;
  const limits = { ...start.limits, seconds: Math.min(start.limits.seconds, LONGEST_SECONDS) };
  const server = startRunServer({ ...program, mostTurns: MOST_TURNS });
  const close = () => void server.close();
  signal.addEventListener('abort', close);
  let probe: Probe;
  try {
    const { events, root, outcome } = await server.run({ gated: true, stdout, limits, policy });
    probe = { course: readCourse(events, root), finished: outcome === 'finished', exploration: undefined };
  } finally {
    signal.removeEventListener('abort', close);
    await server.close();
  }
  if (!probe.finished || !mayAskOutput(probe.course)) return buildQuestions(probe, seed);
  const exploration = await explore({ ...program, stdout, limits, ...EXPLORE, signal });
  return buildQuestions({ ...probe, exploration }, seed);
}
