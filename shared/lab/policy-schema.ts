import { policyNames } from '#shared/lab/policy';
import { z } from '#shared/zod';

/**
 * A process of a run by its line of birth: `1` is the program's first process, `1.2` the second child of that. Unlike a pid it is
 * the same in every run of the same schedule. A thread is named by its number in order of start: `1.2#1`; 0, the main
 * thread, is left out.
 */
export const birthNameSchema = z.string().regex(/^\d+(\.\d+)*(#\d+)?$/);

export const policySchema = z
  .object({
    name: z.enum(policyNames),
    /** For `random`: same seed, same choices. */
    seed: z.number().int().min(0).max(0xffffffff),
    /** For `schedule`: whose turn it is, one by one; when it is used up, parent first. */
    schedule: z.array(birthNameSchema).readonly(),
  })
  .readonly();
export interface Policy extends z.infer<typeof policySchema> {}
