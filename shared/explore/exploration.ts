/**
 * What is found out about the outputs of a program: what it writes to its standard output, with nothing to read on its
 * standard input. Its errors are no output.
 */

import { birthNameSchema } from '#shared/lab/policy-schema';
import { z } from '#shared/zod';

const exploredOutputSchema = z
  .object({
    text: z.string(),
    /** Gives exactly this output (`lab run --schedule`). */
    schedule: z.array(birthNameSchema).readonly(),
    /** How often it came in runs that were left to themselves. */
    freeCount: z.number().int(),
  })
  .readonly();
export interface ExploredOutput extends z.infer<typeof exploredOutputSchema> {}

const unexplainedOutputSchema = exploredOutputSchema.unwrap().pick({ text: true, freeCount: true }).readonly();

/** Why not all is known. */
const incompleteReasons = [
  'max-runs',
  'timeout',
  'too-many-states',
  'not-deterministic',
  'free-runs-differ',
  'endless',
  'stopped',
] as const;

const explorationSchema = z
  .object({
    /** No schedule gives an output that is not listed. */
    complete: z.boolean(),
    reason: z.enum(incompleteReasons).nullable(),
    /** Held at the gate. */
    runs: z.number().int(),
    freeRuns: z.number().int(),
    /** Each has been brought about by a real run that came to its end, or to where everybody waits for ever. */
    outputs: z.array(exploredOutputSchema).readonly(),
    /** Came in runs that were left to themselves, by no schedule that was tried. */
    unexplained: z.exactOptional(z.array(unexplainedOutputSchema).readonly()),
    /** Follow from what was learned but have not been run yet. */
    expected: z.number().int(),
    /** Two runs of one schedule told the same. */
    deterministic: z.boolean(),
    /** Outputs after which somebody waits for ever. */
    stuck: z.array(z.string()).readonly(),
  })
  .readonly();
export interface Exploration extends z.infer<typeof explorationSchema> {}
