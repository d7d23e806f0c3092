/** The first line of a recording. */

import { containmentKinds } from '#shared/lab/run';
import { labStartSchema } from '#shared/lab/run-schema';
import { processIdSchema } from '#shared/model/process-schema';
import { LAST_TIME } from '#shared/recording/codec';
import { leftOutChoices, RECORDING_FORMAT, RECORDING_VERSION } from '#shared/recording/recording-format';
import { z } from '#shared/zod';

/** Milliseconds since the epoch. */
const timeSchema = z.number().min(-LAST_TIME).max(LAST_TIME);

const labFactsSchema = z
  .object({
    start: labStartSchema,
    text: z.string().max(2_000_000),
    containment: z
      .object({
        kind: z.enum(containmentKinds),
        bounds: z.array(z.string()).readonly(),
        because: z.exactOptional(z.string()),
      })
      .readonly(),
    supervisor: processIdSchema,
    root: processIdSchema,
    startedAt: timeSchema,
    python: z.string(),
  })
  .readonly();

export const recordingHeaderSchema = z
  .object({
    format: z.literal(RECORDING_FORMAT),
    version: z.literal(RECORDING_VERSION),
    /** `live`: what this computer did. `lab`: a program that was run in the lab. */
    subject: z.enum(['live', 'lab']),
    /** From which the times in the events count. */
    startedAt: timeSchema,
    source: z.enum(['procfs', 'ps-list', 'lab']),
    mode: z.enum(['event', 'sampled']),
    host: z.object({ platform: z.string(), release: z.string(), architecture: z.string() }).readonly(),
    /** Version of Forkscope. */
    app: z.string().exactOptional(),
    leftOut: z.enum(leftOutChoices).exactOptional(),
    title: z.object({ en: z.string(), zh: z.string() }).readonly().exactOptional(),
    /** Of a lab run: the program, its parameters, policy and seed, and what contained it. */
    lab: labFactsSchema.exactOptional(),
  })
  .readonly();
export interface RecordingHeader extends z.infer<typeof recordingHeaderSchema> {}
