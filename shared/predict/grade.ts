/** Answers against what really happened: pure functions of the run's course, never of something stored with the question. */
import type { Exploration, ExploredOutput } from '#shared/explore/exploration';
import { explainImpossible } from '#shared/explore/search';
import type { ProcessId } from '#shared/model/process';
import { atRestAfter, type Course, type LifeState, lifeAt, processOf, writtenIn } from '#shared/predict/course';
import { type Answer, type Answers, type ParentAnswer, type Question, questionKey } from '#shared/predict/question';
import { growsInto, parseShape, type Shape, shapeOf } from '#shared/predict/shape';

/** Where in the run one sees why: the moment after event `seq`, and whom to look at. */
export interface Moment {
  readonly seq: number;
  readonly process: ProcessId | undefined;
}

/** What happened, as far as the question asks. */
export type Truth =
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'shape'; readonly shape: Shape }
  | { readonly kind: 'state'; readonly state: LifeState }
  | { readonly kind: 'parent'; readonly parent: ParentAnswer }
  | { readonly kind: 'outputs'; readonly outputs: readonly JudgedOutput[] };

export interface JudgedOutput {
  readonly text: string;
  /** How it is brought about; undefined when no schedule does. */
  readonly found: ExploredOutput | undefined;
  /** Of one that is impossible: how far it goes, and what can come there instead. */
  readonly why: ReturnType<typeof explainImpossible> | undefined;
}

/** `unknown`: this run cannot tell, e.g. a process of that name was never born in it. */
export type Grade = { readonly key: string } & (
  | { readonly verdict: 'right' | 'wrong' | 'unanswered'; readonly truth: Truth; readonly moment: Moment | undefined }
  | { readonly verdict: 'unknown' }
);

export interface Evidence {
  readonly course: Course;
  /** Undefined until the outputs have been explored anew. */
  readonly exploration: Exploration | undefined;
}

export function gradeAnswers(questions: readonly Question[], answers: Answers, evidence: Evidence): readonly Grade[] {
  return questions.map((question) => gradeAnswer(question, answers[questionKey(question)], evidence));
}

export function scoreOf(grades: readonly Grade[]): { readonly right: number; readonly total: number } {
  const asked = grades.filter(({ verdict }) => verdict !== 'unknown');
  return { right: asked.filter(({ verdict }) => verdict === 'right').length, total: asked.length };
}

function gradeAnswer(question: Question, answer: Answer | undefined, evidence: Evidence): Grade {
  const key = questionKey(question);
  const truth = truthOf(question, evidence);
  if (truth === undefined) return { key, verdict: 'unknown' };
  const moment = momentOf(question, answer, evidence.course);
  if (answer === undefined) return { key, verdict: 'unanswered', truth, moment };
  return { key, verdict: isRight(truth, answer) ? 'right' : 'wrong', truth, moment };
}

function truthOf(question: Question, { course, exploration }: Evidence): Truth | undefined {
  switch (question.kind) {
    case 'processes':
      return { kind: 'count', count: course.processes.length };
    case 'written':
      return { kind: 'count', count: countWritten(writtenIn(course), question.unit) };
    case 'tree':
      return { kind: 'shape', shape: shapeOf(course) };
    case 'output':
      return exploration === undefined ? undefined : judgeOutputs(question.candidates, exploration);
    case 'state': {
      const of = processOf(course, question.of);
      const after = processOf(course, question.after);
      if (of === undefined || after === undefined || after.ended === Number.POSITIVE_INFINITY) return undefined;
      return { kind: 'state', state: lifeAt(of, atRestAfter(course, after.ended)) };
    }
    case 'parent': {
      const of = processOf(course, question.of);
      // Adopted after its end, it cannot have asked any more.
      return of && { kind: 'parent', parent: of.adopted < of.ended ? 'adopter' : 'parent' };
    }
  }
}

/** Only a complete exploration can say that something is impossible. */
function judgeOutputs(candidates: readonly string[], { outputs, complete }: Exploration): Truth | undefined {
  const possible = outputs.map(({ text }) => text);
  const judged = candidates.map((text): JudgedOutput => {
    const found = outputs.find((output) => output.text === text);
    return { text, found, why: found === undefined ? explainImpossible(text, possible) : undefined };
  });
  return complete || judged.every(({ found }) => found !== undefined)
    ? { kind: 'outputs', outputs: judged }
    : undefined;
}

function countWritten(text: string, unit: 'lines' | 'characters'): number {
  if (unit === 'characters') return [...text.replaceAll('\n', '')].length;
  return text === '' ? 0 : text.replace(/\n$/, '').split('\n').length;
}

function isRight(truth: Truth, answer: Answer): boolean {
  switch (truth.kind) {
    case 'count':
      return answer === truth.count;
    case 'shape':
      return answer === truth.shape;
    case 'state':
      return answer === truth.state;
    case 'parent':
      return answer === truth.parent;
    case 'outputs':
      return (
        Array.isArray(answer) &&
        truth.outputs.every(({ text, found }) => answer.includes(text) === (found !== undefined))
      );
  }
}

function momentOf(question: Question, answer: Answer | undefined, course: Course): Moment | undefined {
  switch (question.kind) {
    case 'processes':
      return birthMoment(course, typeof answer === 'number' ? answer : 0);
    case 'tree':
      return birthMoment(course, typeof answer === 'string' ? birthsThatFit(course, answer) : 0);
    case 'written':
      return writeMoment(course, question.unit, typeof answer === 'number' ? answer : 0);
    case 'state': {
      const after = processOf(course, question.after);
      const seq = after === undefined ? course.last : atRestAfter(course, after.ended);
      return { seq, process: processOf(course, question.of)?.id };
    }
    case 'parent': {
      const of = processOf(course, question.of);
      return of && { seq: of.adopted < of.ended ? of.adopted : Math.min(of.ended, course.last), process: of.id };
    }
    case 'output':
      return undefined; // Of another run: it is realised instead.
  }
}

/** When the first one was born that was not counted; when too many were, the end, where no more have come. */
function birthMoment(course: Course, counted: number): Moment {
  const uncounted = course.processes[Math.max(1, counted)];
  return uncounted === undefined
    ? { seq: course.last, process: undefined }
    : { seq: uncounted.born, process: uncounted.id };
}

/** How many were born before the tree could no longer become the one that was chosen. */
function birthsThatFit(course: Course, chosen: Shape): number {
  const whole = parseShape(chosen);
  const misfit = course.processes.findIndex(({ born }) => !growsInto(parseShape(shapeOf(course, born)), whole));
  return misfit === -1 ? course.processes.length : misfit;
}

function writeMoment(course: Course, unit: 'lines' | 'characters', counted: number): Moment {
  let text = '';
  for (const write of course.writes) {
    text += write.text;
    if (countWritten(text, unit) > counted) return { seq: write.seq, process: undefined };
  }
  return { seq: course.last, process: undefined };
}
