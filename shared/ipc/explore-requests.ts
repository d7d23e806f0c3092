/** The explorer's part of the contract: every output that any schedule of a program can give. */

import type { Exploration } from '#shared/explore/exploration';
import type { Result } from '#shared/ipc/result';
import type { LabFailure } from '#shared/lab/run';
import { labStartSchema } from '#shared/lab/run-schema';
import { z } from '#shared/zod';

const exploreArgumentsSchema = z
  .object({
    start: labStartSchema,
    maxRuns: z.number().int().min(1).max(10_000),
    freeRuns: z.number().int().min(0).max(1_000),
    timeoutMs: z.number().int().min(1_000).max(600_000),
  })
  .readonly();

export interface ExploreRequests {
  /** Answered when it is over; one at a time, a new one stops the one before. */
  'explore:start': {
    arguments: z.infer<typeof exploreArgumentsSchema>;
    reply: Result<Exploration, LabFailure>;
  };
  'explore:stop': { arguments: undefined; reply: undefined };
}

export const exploreRequestSchemas: {
  readonly [Name in keyof ExploreRequests]: z.ZodType<ExploreRequests[Name]['arguments']>;
} = {
  'explore:start': exploreArgumentsSchema,
  'explore:stop': z.undefined(),
};

export interface ExploreNotices {
  'explore:progress': Exploration;
}
