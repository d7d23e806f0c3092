/**
 * Question sheets and answers as files (FORMAT.md beside this file). A sheet says what runs and what is asked; answers
 * carry their sheet with them, so that one file is enough to grade them.
 */

import type { Result } from '#shared/ipc/result';
import { labStartSchema } from '#shared/lab/run-schema';
import { answersSchema, questionKey, questionsSchema } from '#shared/predict/question';
import { z } from '#shared/zod';

const SHEET_FORMAT = 'forkscope-questions';
const ANSWERS_FORMAT = 'forkscope-answers';
const VERSION = 1;
const LONGEST = 4_000_000;

const sheetSchema = z
  .object({
    format: z.literal(SHEET_FORMAT),
    version: z.literal(VERSION),
    title: z.string().min(1).max(200),
    /** The program with its parameters, the policy and the limits: how it runs. */
    start: labStartSchema,
    /** Of the order and the choice of the questions. */
    seed: z.number().int().min(0).max(0xffffffff),
    questions: questionsSchema,
  })
  .readonly();
export interface Sheet extends z.infer<typeof sheetSchema> {}

const answerFileSchema = z
  .object({
    format: z.literal(ANSWERS_FORMAT),
    version: z.literal(VERSION),
    sheet: sheetSchema,
    /** Whose they are, as they call themselves. */
    name: z.string().max(200),
    answers: answersSchema,
  })
  .refine(({ sheet, answers }) => {
    const keys = sheet.questions.map(questionKey);
    return Object.keys(answers).every((key) => keys.includes(key));
  }, 'an answer to no question of the sheet')
  .readonly();
export interface AnswerFile extends z.infer<typeof answerFileSchema> {}

export type SheetFailure = 'not-json' | 'foreign' | 'newer' | 'broken' | 'too-large';

export function writeSheet(sheet: Omit<Sheet, 'format' | 'version'>): string {
  return toText({ format: SHEET_FORMAT, version: VERSION, ...sheet });
}

export function writeAnswers({
  sheet,
  ...rest
}: Omit<AnswerFile, 'format' | 'version' | 'sheet'> & {
  readonly sheet: Omit<Sheet, 'format' | 'version'>;
}): string {
  const asked = { format: SHEET_FORMAT, version: VERSION, ...sheet };
  return toText({ format: ANSWERS_FORMAT, version: VERSION, ...rest, sheet: asked });
}

function toText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** A sheet, or answers to one; or what is wrong with the file. */
export function readSheet(text: string): Result<Sheet | AnswerFile, SheetFailure> {
  if (text.length > LONGEST) return { ok: false, code: 'too-large' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, code: 'not-json', detail: (error as Error).message };
  }
  const head = z.object({ format: z.enum([SHEET_FORMAT, ANSWERS_FORMAT]), version: z.number() }).safeParse(value);
  if (!head.success) return { ok: false, code: 'foreign' };
  const { format, version } = head.data;
  if (version > VERSION) return { ok: false, code: 'newer', detail: String(version) };
  const parsed = (format === SHEET_FORMAT ? sheetSchema : answerFileSchema).safeParse(value);
  if (!parsed.success) return { ok: false, code: 'broken', detail: z.prettifyError(parsed.error).slice(0, 500) };
  return { ok: true, value: parsed.data };
}
