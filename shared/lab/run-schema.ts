/** What may be asked of the lab. */

import { policySchema } from '#shared/lab/policy-schema';
import { limitBounds, stdoutKinds } from '#shared/lab/run';
import { processIdSchema } from '#shared/model/process-schema';
import { z } from '#shared/zod';

/** PATH_MAX of Linux. */
const LONGEST_PATH = 4_096;

const parameterSchema = z.union([z.number(), z.string().max(200), z.boolean()]);
export type ParameterValue = z.infer<typeof parameterSchema>;

const programSchema = z.discriminatedUnion('kind', [
  /** One of the catalogue (`assets/demos`), with its parameters. */
  z
    .object({
      kind: z.literal('demo'),
      id: z.string().max(60),
      parameters: z.record(z.string().max(60), parameterSchema).readonly(),
    })
    .readonly(),
  /** One's own: the text is what runs, `name` is what it is called in tracebacks, or where it lies. */
  z.object({ kind: z.literal('own'), name: z.string().max(LONGEST_PATH), text: z.string().max(2_000_000) }).readonly(),
]);
export type LabProgram = z.infer<typeof programSchema>;

function bounded({ least, most }: { readonly least: number; readonly most: number }) {
  return z.number().int().min(least).max(most);
}

const limitsSchema = z
  .object({
    processes: bounded(limitBounds.processes),
    seconds: bounded(limitBounds.seconds),
    memoryMiB: bounded(limitBounds.memoryMiB),
    outputKiB: bounded(limitBounds.outputKiB),
  })
  .readonly();
export interface Limits extends z.infer<typeof limitsSchema> {}

export const labStartSchema = z
  .object({
    program: programSchema,
    stdout: z.enum(stdoutKinds),
    /** False: runs free, contained all the same. */
    gated: z.boolean(),
    policy: policySchema,
    limits: limitsSchema,
  })
  .readonly();
export interface LabStart extends z.infer<typeof labStartSchema> {}

/** What can be said to a run that is under way. */
export const labCommandSchema = z.discriminatedUnion('kind', [
  /** One turn: for this process (and thread) or, without `id`, for whom the policy chooses. */
  z.object({ kind: z.literal('step'), id: processIdSchema.optional(), thread: z.number().int().optional() }).readonly(),
  /** Turn after turn until pause, a breakpoint, or nobody can run; `delayMs` between two turns. */
  z.object({ kind: z.literal('run'), delayMs: z.number().min(0).max(10_000) }).readonly(),
  z.object({ kind: z.literal('pause') }).readonly(),
  z.object({ kind: z.literal('policy'), policy: policySchema }).readonly(),
  /** Running pauses before any process runs one of these lines. */
  z
    .object({ kind: z.literal('breakpoints'), lines: z.array(z.number().int().positive()).max(1_000).readonly() })
    .readonly(),
  /** Typed to the program's standard input; `end` closes it. */
  z.object({ kind: z.literal('input'), text: z.string().max(65_536), end: z.boolean() }).readonly(),
  /** Ends all; answered when nothing is left. */
  z.object({ kind: z.literal('stop') }).readonly(),
]);
export type LabCommand = z.infer<typeof labCommandSchema>;
