/**
 * The questions that a program is worth, found by running it out of sight: what of it applies (a program without fork
 * has no tree), and what is plausible besides what is true. The run is thrown away; the answers come from the next one.
 */
import type { Exploration } from '#shared/explore/exploration';
import { createRandom, shuffle } from '#shared/generate/random';
import { atRestAfter, type Course, type LifeState, lifeAt, processOf, writtenIn } from '#shared/predict/course';
import type { Question, QuestionKind } from '#shared/predict/question';
import { chainOf, doublingOf, type Shape, shapeOf, sizeOf, starOf, variationsOf } from '#shared/predict/shape';

/** Why a question is not asked: what of the program makes it pointless, or cannot be known. */
const reasonsLeftOut = [
  'endless',
  'no-fork',
  'silent',
  'too-many-processes',
  'too-long',
  'not-explored',
  'not-deterministic',
] as const;
export interface LeftOut {
  readonly kind: QuestionKind;
  readonly because: (typeof reasonsLeftOut)[number];
}

export interface QuestionSet {
  readonly questions: readonly Question[];
  readonly leftOut: readonly LeftOut[];
}

/** What is known of the program. */
export interface Probe {
  readonly course: Course;
  /** It came to its end by itself. */
  readonly finished: boolean;
  /** Undefined: its outputs were not looked for. */
  readonly exploration: Exploration | undefined;
}

/** More than this cannot be told apart in a small drawing. */
const MOST_IN_TREE = 32;
const TREES = 4;
const MOST_CHARACTERS = 60;
const OUTPUTS = 5;
const STATES = 2;

const everyKind: readonly QuestionKind[] = ['processes', 'written', 'tree', 'output', 'state', 'parent'];

/** The same seed asks the same of the same course. */
export function buildQuestions(probe: Probe, seed: number): QuestionSet {
  if (!probe.finished) return { questions: [], leftOut: everyKind.map((kind) => ({ kind, because: 'endless' })) };
  // Each by itself: whether one is asked changes none of the others.
  const random = (place: number) => createRandom(seed * 8 + place);
  const { course } = probe;
  const all = [
    { kind: 'processes' } as const,
    askWritten(course),
    askTree(course, random(1)),
    askOutput(probe, random(2)),
    ...askStates(course, random(3)),
    ...askParents(course, random(4)),
  ];
  return {
    questions: all.filter((one): one is Question => !('because' in one)),
    leftOut: all.filter((one): one is LeftOut => 'because' in one),
  };
}

/** Is it worth exploring for? Whole outputs are compared by eye. */
export function mayAskOutput(course: Course): boolean {
  const text = writtenIn(course);
  return course.processes.length > 1 && text !== '' && text.length <= MOST_CHARACTERS;
}

function askWritten(course: Course): Question | LeftOut {
  const text = writtenIn(course);
  if (text === '') return { kind: 'written', because: 'silent' };
  return { kind: 'written', unit: text.trimEnd().includes('\n') || text.length === 1 ? 'lines' : unitOf(text) };
}

/** A word is one line; dashes without a line's end are to be counted. */
function unitOf(text: string): 'lines' | 'characters' {
  return text.endsWith('\n') || text.length > MOST_CHARACTERS ? 'lines' : 'characters';
}

function askTree(course: Course, random: () => number): Question | LeftOut {
  const { length } = course.processes;
  if (length === 1) return { kind: 'tree', because: 'no-fork' };
  if (length > MOST_IN_TREE) return { kind: 'tree', because: 'too-many-processes' };
  const shape = shapeOf(course);
  const others = shuffle(plausibleShapes(shape), random).slice(0, TREES - 1);
  return { kind: 'tree', candidates: shuffle([shape, ...others], random) };
}

/** What one expects who takes fork for something else, and what differs by one process. */
function plausibleShapes(shape: Shape): readonly Shape[] {
  const size = sizeOf(shape);
  const expected = [chainOf(size), starOf(size), doublingOf(Math.max(1, Math.round(Math.log2(size))))];
  const variations = variationsOf(shape).filter((one) => sizeOf(one) > 1);
  return [...new Set([...expected, ...variations])].filter((one) => one !== shape);
}

function askOutput({ course, exploration }: Probe, random: () => number): Question | LeftOut {
  const text = writtenIn(course);
  if (text === '') return { kind: 'output', because: 'silent' };
  if (course.processes.length === 1) return { kind: 'output', because: 'no-fork' };
  if (text.length > MOST_CHARACTERS) return { kind: 'output', because: 'too-long' };
  if (exploration === undefined || !exploration.complete) {
    const because = exploration?.deterministic === false ? 'not-deterministic' : 'not-explored';
    return { kind: 'output', because };
  }
  const possible = exploration.outputs.map((output) => output.text).filter((one) => one.length <= MOST_CHARACTERS);
  const impossible = neighboursOf(possible).filter((one) => !possible.includes(one));
  if (impossible.length === 0) return { kind: 'output', because: 'silent' };
  const some = shuffle(possible, random).slice(0, OUTPUTS - 2);
  const others = shuffle(impossible, random).slice(0, OUTPUTS - some.length);
  return { kind: 'output', candidates: shuffle([...some, ...others], random) };
}

/** Outputs in which two pieces have changed places, or one came once more or not at all. A piece is a line, or a character of the only one. */
function neighboursOf(outputs: readonly string[]): readonly string[] {
  const found = outputs.flatMap((output) => {
    const pieces = output.trimEnd().includes('\n') ? output.match(/[^\n]*\n|[^\n]+$/g) : [...output.trimEnd()];
    if (pieces === null) return [];
    const end = output.trimEnd().includes('\n') ? '' : output.slice(output.trimEnd().length);
    return pieces.flatMap((piece, index) => {
      const next = pieces[index + 1];
      const swapped = next === undefined ? [] : [pieces.toSpliced(index, 2, next, piece)];
      return [...swapped, pieces.toSpliced(index, 0, piece), pieces.toSpliced(index, 1)].map(
        (one) => one.join('') + end,
      );
    });
  });
  return [...new Set(found)].filter((one) => one.trim() !== '').sort();
}

/** One question for each state that is to be seen, the rare ones first: to be alive is no news. */
function askStates(course: Course, random: () => number): readonly (Question | LeftOut)[] {
  if (course.processes.length === 1) return [{ kind: 'state', because: 'no-fork' }];
  const pairs = course.processes.flatMap((after) =>
    course.processes.flatMap((of) => {
      if (of.parent === undefined || after.ended === Number.POSITIVE_INFINITY) return [];
      const life = lifeAt(of, atRestAfter(course, after.ended));
      return life === 'unborn'
        ? []
        : [{ life, question: { kind: 'state', of: of.birth, after: after.birth } as const }];
    }),
  );
  const wanted: readonly LifeState[] = ['zombie', 'orphan', 'gone', 'alive'];
  return wanted
    .flatMap((life) =>
      shuffle(
        pairs.filter((pair) => pair.life === life),
        random,
      ).slice(0, 1),
    )
    .slice(0, STATES)
    .map(({ question }) => question);
}

function askParents(course: Course, random: () => number): readonly (Question | LeftOut)[] {
  const children = course.processes.filter(({ parent }) => parent !== undefined);
  if (children.length === 0) return [{ kind: 'parent', because: 'no-fork' }];
  const adopted = children.filter(({ adopted, ended }) => atRestAfter(course, adopted) < ended);
  // Of those that end together with their parent it is nobody's choice.
  const kept = children.filter(({ parent, ended }) => {
    const forker = parent === undefined ? undefined : processOf(course, parent);
    return forker !== undefined && atRestAfter(course, ended) < forker.ended;
  });
  const group = kept.length === 0 || (adopted.length > 0 && random() < 0.7) ? adopted : kept;
  return shuffle(group, random)
    .slice(0, 1)
    .map(({ birth }) => ({ kind: 'parent', of: birth }));
}
