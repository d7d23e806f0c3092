/** The explorer's part of the contract: every output that any schedule of a program can give. */

import type { Exploration } from '#shared/explore/exploration';
import type { Result } from '#shared/ipc/result';
import type { LabFailure } from '#shared/lab/run';
import { labStartSchema } from '#shared/lab/run-schema';
import { z } from '#shared/zod';

/** Chosen by who asks, for each exploration another: what is told of it on the way names it. */
const explorationIdSchema = z.string().min(1).max(60);

const exploreArgumentsSchema = z
  .object({
    id: explorationIdSchema,
    start: labStartSchema,
    maxRuns: z.number().int().min(1).max(10_000),
    freeRuns: z.number().int().min(0).max(1_000),
    timeoutMs: z.number().int().min(1_000).max(600_000),
  })
  .readonly();

const stopArgumentsSchema = z.object({ id: explorationIdSchema }).readonly();

export interface ExploreRequests {
  /** Answered when it is over. Two at a time: the one that a person watches and the one that grades; one more stops the oldest. */
  'explore:start': {
    arguments: z.infer<typeof exploreArgumentsSchema>;
    reply: Result<Exploration, LabFailure>;
  };
  'explore:stop': { arguments: z.infer<typeof stopArgumentsSchema>; reply: undefined };
}

export const exploreRequestSchemas: {
  readonly [Name in keyof ExploreRequests]: z.ZodType<ExploreRequests[Name]['arguments']>;
} = {
  'explore:start': exploreArgumentsSchema,
  'explore:stop': stopArgumentsSchema,
};

export interface ExploreNotices {
  /** A few times a second; the reply has the rest. */
  'explore:progress': { readonly id: string; readonly so: Exploration };
}
