/** A demo of the catalogue (`assets/demos/ID/demo.json` and its texts): a real program and what it teaches. */

import { policyNames } from '#shared/lab/policy';
import { stdoutKinds } from '#shared/lab/run';
import { z } from '#shared/zod';

/** In both languages; paragraphs are separated by an empty line, `code` stands between backticks. */
const textSchema = z.object({ en: z.string().min(1), zh: z.string().min(1) }).readonly();
export type Text = z.infer<typeof textSchema>;

const choiceSchema = z.object({ value: z.union([z.number(), z.string(), z.boolean()]), label: textSchema }).readonly();

/** A control in the window. The program gets the value as a constant assigned at its top: `NAME = value`. */
const demoParameterSchema = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('number'),
      name: z.string(),
      label: textSchema,
      least: z.number().int(),
      most: z.number().int(),
      usual: z.number().int(),
    })
    .readonly(),
  z
    .object({
      kind: z.literal('choice'),
      name: z.string(),
      label: textSchema,
      choices: z.array(choiceSchema).readonly(),
      usual: choiceSchema.unwrap().shape.value,
    })
    .readonly(),
  z.object({ kind: z.literal('switch'), name: z.string(), label: textSchema, usual: z.boolean() }).readonly(),
]);
export type DemoParameter = z.infer<typeof demoParameterSchema>;

export const demoSchema = z
  .object({
    id: z.string().regex(/^[a-z0-9-]+$/),
    /** Its place in the catalogue, from 1. */
    number: z.number().int().positive(),
    group: z.enum(['fork', 'wait', 'exec', 'inherit', 'daemon', 'python', 'limits', 'own']),
    title: textSchema,
    /** One line for the list. */
    summary: textSchema,
    /** What to look at; what to predict before it runs; why it comes out so, with the sources (man page sections, PEPs). */
    shows: textSchema,
    predict: textSchema,
    why: textSchema,
    parameters: z.array(demoParameterSchema).readonly(),
    /** How it starts, unless the person chooses otherwise. */
    stdout: z.enum(stdoutKinds),
    policy: z.enum(policyNames).exclude(['schedule']),
    limits: z
      .object({ processes: z.number().int(), seconds: z.number().int(), memoryMiB: z.number().int() })
      .partial()
      .readonly(),
    /** Shows the checklist of PEP 3143, ticked from what /proc says of the daemon. */
    checklist: z.boolean(),
    /** Without `fork` (Windows) it cannot run. */
    needsFork: z.boolean(),
  })
  .readonly();
export interface Demo extends z.infer<typeof demoSchema> {}

/** As the window gets it: with the program's text. */
export interface CatalogueEntry extends Demo {
  readonly program: string;
}
