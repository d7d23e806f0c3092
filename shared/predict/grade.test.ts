import { describe, expect, test } from 'vitest';
import type { Exploration } from '#shared/explore/exploration';
import { courseOf } from '#shared/predict/courses.fixture';
import { type Grade, gradeAnswers, scoreOf } from '#shared/predict/grade';
import type { Answer, Question } from '#shared/predict/question';
import { questionKey } from '#shared/predict/question';

/** Parent first: the parent ends, its child lives on, is adopted, and ends. */
const orphaned = courseOf(
  'turn 1',
  'fork 1 1.1',
  'turn 1',
  'write 1 a\n',
  'exit 1',
  'adopt 1.1',
  'reap 1',
  'turn 1.1',
  'write 1.1 b\n',
  'exit 1.1',
  'reap 1.1',
);
/** Child first, and the parent waits late. */
const zombie = courseOf(
  'turn 1',
  'fork 1 1.1',
  'turn 1.1',
  'exit 1.1',
  'turn 1',
  'write 1 x\ny',
  'reap 1.1',
  'exit 1',
  'reap 1',
);

const found = (texts: readonly string[], complete = true): Exploration => ({
  complete,
  reason: complete ? null : 'max-runs',
  runs: 1,
  freeRuns: 0,
  outputs: texts.map((text) => ({ text, schedule: ['1'], freeCount: 0 })),
  expected: 0,
  deterministic: true,
  stuck: [],
});

function grade(question: Question, answer: Answer | undefined, course = orphaned, exploration?: Exploration): Grade {
  const answers = answer === undefined ? {} : { [questionKey(question)]: answer };
  return gradeAnswers([question], answers, { course, exploration })[0] as Grade;
}

describe('how many', () => {
  test('processes there are is counted in the run, helpers left out', () => {
    const run = courseOf('fork 1 1.1', 'fork 1 1.2', 'helper 1.1');
    expect(grade({ kind: 'processes' }, 2, run)).toMatchObject({ verdict: 'right', truth: { count: 2 } });
  });

  test('too few leads to the birth that was not counted, too many to the end', () => {
    const run = courseOf('fork 1 1.1', 'turn 1', 'fork 1 1.2', 'turn 1.2', 'exit 1');
    expect(grade({ kind: 'processes' }, 2, run)).toMatchObject({
      verdict: 'wrong',
      moment: { seq: 3, process: '4@40' },
    });
    expect(grade({ kind: 'processes' }, 7, run)).toMatchObject({ verdict: 'wrong', moment: { seq: 5 } });
  });

  test('lines there are: the last needs no end, and one too few leads to the line that was not foreseen', () => {
    const lines = { kind: 'written', unit: 'lines' } as const;
    expect(grade(lines, 2, orphaned)).toMatchObject({ verdict: 'right' });
    expect(grade(lines, 2, zombie)).toMatchObject({ verdict: 'right' });
    expect(grade(lines, 1, orphaned)).toMatchObject({ verdict: 'wrong', truth: { count: 2 }, moment: { seq: 9 } });
    expect(grade({ kind: 'written', unit: 'characters' }, 2, zombie)).toMatchObject({ verdict: 'right' });
  });

  test('lines on a terminal end like any others', () => {
    expect(grade({ kind: 'written', unit: 'lines' }, 1, courseOf('write 1 a\r\n'))).toMatchObject({ verdict: 'right' });
  });
});

describe('the tree', () => {
  const tree: Question = { kind: 'tree', candidates: ['(())', '(()())', '((()))'] };
  const star = courseOf('fork 1 1.1', 'fork 1 1.2');

  test('is compared by its shape', () => {
    expect(grade(tree, '(()())', star)).toMatchObject({ verdict: 'right', truth: { shape: '(()())' } });
  });

  test('that was chosen wrongly leads to the birth from which on it could not be that one', () => {
    expect(grade(tree, '((()))', star)).toMatchObject({ verdict: 'wrong', moment: { seq: 2, process: '4@40' } });
    expect(grade(tree, '(())', star)).toMatchObject({ verdict: 'wrong', moment: { seq: 2 } });
  });
});

describe('a process', () => {
  const lifeOf = (of: string, after: string): Question => ({ kind: 'state', of, after });

  test('whose parent has ended is an orphan once it is adopted, and gone at the end', () => {
    expect(grade(lifeOf('1.1', '1'), 'orphan')).toMatchObject({ verdict: 'right', moment: { seq: 7 } });
    expect(grade(lifeOf('1.1', '1.1'), 'zombie')).toMatchObject({ verdict: 'wrong', truth: { state: 'gone' } });
  });

  test('that has ended is a zombie until somebody waits', () => {
    expect(grade(lifeOf('1.1', '1.1'), 'zombie', zombie)).toMatchObject({
      verdict: 'right',
      moment: { seq: 4, process: '3@30' },
    });
    expect(grade(lifeOf('1.1', '1'), 'gone', zombie)).toMatchObject({ verdict: 'right' });
  });

  test('that was never born in this run, or that did not end, cannot be judged', () => {
    expect(grade(lifeOf('1.2', '1'), 'gone')).toMatchObject({ verdict: 'unknown' });
    expect(grade(lifeOf('1.1', '1'), 'gone', courseOf('fork 1 1.1'))).toMatchObject({ verdict: 'unknown' });
    expect(grade({ kind: 'parent', of: '1.9' }, 'parent')).toMatchObject({ verdict: 'unknown' });
  });

  test('asks for its parent: the adopter once it was adopted, and after its end no more', () => {
    expect(grade({ kind: 'parent', of: '1.1' }, 'adopter')).toMatchObject({ verdict: 'right', moment: { seq: 6 } });
    const late = courseOf('fork 1 1.1', 'exit 1.1', 'exit 1', 'adopt 1.1', 'reap 1.1');
    expect(grade({ kind: 'parent', of: '1.1' }, 'parent', late)).toMatchObject({
      verdict: 'right',
      moment: { seq: 2 },
    });
  });
});

describe('the outputs', () => {
  const outputs: Question = { kind: 'output', candidates: ['ab', 'ba', 'aa'] };

  test('are right when all that are possible were chosen and no other', () => {
    expect(grade(outputs, ['ba', 'ab'], orphaned, found(['ab', 'ba']))).toMatchObject({ verdict: 'right' });
    expect(grade(outputs, ['ab'], orphaned, found(['ab', 'ba']))).toMatchObject({ verdict: 'wrong' });
    expect(grade(outputs, ['ab', 'ba', 'aa'], orphaned, found(['ab', 'ba']))).toMatchObject({ verdict: 'wrong' });
  });

  test('that are impossible say from where on', () => {
    const { truth } = grade(outputs, ['aa'], orphaned, found(['ab', 'ba'])) as Extract<Grade, { truth: unknown }>;
    expect(truth).toMatchObject({
      outputs: [{ text: 'ab' }, { text: 'ba' }, { text: 'aa', why: { written: 'a', next: ['b'] } }],
    });
  });

  test('are not judged while not all are known, unless all that were asked for have come', () => {
    expect(grade(outputs, ['ab'], orphaned)).toMatchObject({ verdict: 'unknown' });
    expect(grade(outputs, ['ab'], orphaned, found(['ab'], false))).toMatchObject({ verdict: 'unknown' });
    expect(grade(outputs, ['ab'], orphaned, found(['ab', 'ba', 'aa'], false))).toMatchObject({ verdict: 'wrong' });
  });
});

test('the score leaves out what the run could not tell; what was not answered counts as asked', () => {
  const questions: Question[] = [{ kind: 'processes' }, { kind: 'parent', of: '1.1' }, { kind: 'parent', of: '1.9' }];
  expect(scoreOf(gradeAnswers(questions, { processes: 2 }, { course: orphaned, exploration: undefined }))).toEqual({
    right: 1,
    total: 2,
  });
});
