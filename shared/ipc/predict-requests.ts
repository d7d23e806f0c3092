/** The part of the contract about questions: what can be asked of a program, and files with questions or answers. */

import type { Result } from '#shared/ipc/result';
import type { LabFailure } from '#shared/lab/run';
import { labStartSchema } from '#shared/lab/run-schema';
import type { QuestionSet } from '#shared/predict/build-questions';
import { z } from '#shared/zod';

const prepareArgumentsSchema = z
  .object({ start: labStartSchema, seed: z.number().int().min(0).max(0xffffffff) })
  .readonly();

export interface PredictRequests {
  /** Runs the program out of sight; a new request ends the one before. */
  'predict:prepare': {
    arguments: z.infer<typeof prepareArgumentsSchema>;
    reply: Result<QuestionSet, LabFailure>;
  };
  /** Asks the person for a file with questions or answers; what is in it is read by the window. */
  'predict:open': {
    arguments: undefined;
    reply: Result<
      { readonly name: string; readonly text: string },
      'cancelled' | 'unreadable' | 'too-large' | 'not-text'
    >;
  };
}

export const predictRequestSchemas: {
  readonly [Name in keyof PredictRequests]: z.ZodType<PredictRequests[Name]['arguments']>;
} = {
  'predict:prepare': prepareArgumentsSchema,
  'predict:open': z.undefined(),
};
