/** What is asked before a program runs, and what is answered. No question carries its answer: that is what the run tells. */

import { birthNameSchema } from '#shared/lab/policy-schema';
import { lifeStates } from '#shared/predict/course';
import { isShape } from '#shared/predict/shape';
import { z } from '#shared/zod';

const shapeSchema = z.string().min(2).max(200).refine(isShape, 'not the shape of a tree');
const outputSchema = z.string().max(200);

const questionSchema = z.discriminatedUnion('kind', [
  /** How many processes will there have been? */
  z.object({ kind: z.literal('processes') }).readonly(),
  /** How many lines, or characters when there are no lines to count, will be on the standard output? */
  z.object({ kind: z.literal('written'), unit: z.enum(['lines', 'characters']) }).readonly(),
  /** Which of these trees will they be? */
  z.object({ kind: z.literal('tree'), candidates: z.array(shapeSchema).min(2).max(8).readonly() }).readonly(),
  /** Which of these can the output be, whoever runs next? */
  z.object({ kind: z.literal('output'), candidates: z.array(outputSchema).min(2).max(8).readonly() }).readonly(),
  /** When `after` has ended and what that brings about is over: what is `of`? */
  z.object({ kind: z.literal('state'), of: birthNameSchema, after: birthNameSchema }).readonly(),
  /** What does getppid() return in `of`, at its end? */
  z.object({ kind: z.literal('parent'), of: birthNameSchema }).readonly(),
]);
export type Question = z.infer<typeof questionSchema>;
export type QuestionKind = Question['kind'];

/** Unlike, so that an answer belongs to one. */
export const questionsSchema = z
  .array(questionSchema)
  .min(1)
  .max(20)
  .refine((all) => new Set(all.map(questionKey)).size === all.length, 'a question is asked twice')
  .readonly();

export const parentAnswers = ['parent', 'adopter'] as const;
export type ParentAnswer = (typeof parentAnswers)[number];
/** What one has said a process is. One that is not born yet is asked about by nobody. */
export const stateAnswers = lifeStates.filter((state) => state !== 'unborn');

/** A number, a shape, a state or a parent, or the outputs that are possible. */
const answerSchema = z.union([
  z.number().int().min(0).max(1_000_000),
  z.string().max(200),
  z.array(outputSchema).max(8),
]);
export type Answer = z.infer<typeof answerSchema>;
export const answersSchema = z.record(z.string().max(60), answerSchema).readonly();
export type Answers = Readonly<Record<string, Answer>>;

export function questionKey(question: Question): string {
  if (question.kind === 'state') return `state ${question.of} ${question.after}`;
  return question.kind === 'parent' ? `parent ${question.of}` : question.kind;
}
