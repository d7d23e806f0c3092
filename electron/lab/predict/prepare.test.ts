/** Questions of real programs, graded against another real run of theirs. */
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { generateProgram } from '#shared/generate/generate-program';
import { defaultPolicy } from '#shared/lab/policy';
import { type LabStart, usualLimits } from '#shared/lab/run';
import type { QuestionSet } from '#shared/predict/build-questions';
import { type Course, readCourse } from '#shared/predict/course';
import { type Grade, gradeAnswers, scoreOf, type Truth } from '#shared/predict/grade';
import { type Answer, type Answers, questionKey } from '#shared/predict/question';
import { assetsDirectory, closeRuns, runDemo } from '../../../tests/run-demo';
import { closePrograms, runProgram } from '../../../tests/run-program';
import { readCatalogue } from '../catalogue';
import { explore } from '../explore/explore';
import { createPythonFinder } from '../find-python';
import { readLabProgram } from '../lab-engine';
import { prepareQuestions } from './prepare';

afterEach(async () => {
  await closeRuns();
  await closePrograms();
});

const demos = join(assetsDirectory, 'demos');

async function surroundings() {
  const python = await createPythonFinder(process.env)();
  if (!python.ok) throw new Error(python.code);
  const folder = join(assetsDirectory, 'lab/supervisor');
  return { python: python.value, folder, environment: process.env, weakest: undefined };
}

async function prepare(program: LabStart['program'], more: Partial<LabStart> = {}, seed = 1): Promise<QuestionSet> {
  const read = await readLabProgram(demos, program);
  if (!read.ok) throw new Error(read.code);
  const start = { program, stdout: 'pipe', gated: true, policy: defaultPolicy, limits: usualLimits, ...more } as const;
  return prepareQuestions({
    ...(await surroundings()),
    ...read.value,
    start,
    seed,
    signal: new AbortController().signal,
  });
}

const own = (text: string) => ({ kind: 'own', name: 'program.py', text }) as const;
const kindsOf = ({ questions }: QuestionSet) => questions.map(({ kind }) => kind);

/** What one would answer who knows all. */
function knownAnswer(truth: Truth): Answer {
  switch (truth.kind) {
    case 'count':
      return truth.count;
    case 'shape':
      return truth.shape;
    case 'outputs':
      return truth.outputs.filter(({ found }) => found !== undefined).map(({ text }) => text);
    case 'state':
      return truth.state;
    case 'parent':
      return truth.parent;
  }
}

function knownAnswers(set: QuestionSet, grades: readonly Grade[]): Answers {
  const pairs = set.questions.flatMap((question, index) => {
    const grade = grades[index];
    return grade === undefined || grade.verdict === 'unknown'
      ? []
      : [[questionKey(question), knownAnswer(grade.truth)]];
  });
  return Object.fromEntries(pairs) as Answers;
}

function expectAnswerable(
  set: QuestionSet,
  first: Course,
  second: Course,
  exploration?: Awaited<ReturnType<typeof explore>>,
) {
  const grades = gradeAnswers(set.questions, {}, { course: first, exploration });
  const answers = knownAnswers(set, grades);
  for (const question of set.questions) {
    const answer = answers[questionKey(question)];
    if (question.kind === 'tree') expect(question.candidates).toContain(answer);
  }
  const { right, total } = scoreOf(gradeAnswers(set.questions, answers, { course: second, exploration }));
  expect(right).toBe(total);
}

describe.runIf(process.platform === 'linux')('the questions of a program', { timeout: 90_000 }, () => {
  test('of demo 3 are answered by a run of its own, and the outputs by all runs', async () => {
    const set = await prepare({ kind: 'demo', id: 'possible-outputs', parameters: {} });
    expect(kindsOf(set)).toEqual(expect.arrayContaining(['processes', 'written', 'tree', 'output', 'state', 'parent']));
    expect(set.leftOut).toEqual([]);
    const runs = [await runDemo('possible-outputs'), await runDemo('possible-outputs')];
    const [first, second] = runs.map(({ events, facts }) => readCourse(events, facts.root)) as [Course, Course];
    const text = runs[0]?.facts.text ?? '';
    const exploration = await explore({
      ...(await surroundings()),
      ...{ text, name: 'program.py', stdout: 'pipe', limits: usualLimits },
      ...{ maxRuns: 200, freeRuns: 0, timeoutMs: 60_000 },
    });
    expectAnswerable(set, first, second, exploration);
    const output = set.questions.find(({ kind }) => kind === 'output');
    const [grade] = gradeAnswers(output ? [output] : [], {}, { course: first, exploration });
    expect(grade).toMatchObject({
      truth: { outputs: expect.arrayContaining([expect.objectContaining({ found: undefined })]) },
    });
  });

  test.each([1, 2, 3, 5])('generated from seed %i come out the same in another run', async (seed) => {
    const { text, predicted } = generateProgram(seed, ((seed % 3) + 1) as 1 | 2 | 3);
    const set = await prepare(own(text), {}, seed);
    expect(await prepare(own(text), {}, seed)).toEqual(set);
    const runs = [await runProgram(text), await runProgram(text)];
    const [first, second] = runs.map(({ events, facts }) => readCourse(events, facts.root)) as [Course, Course];
    expect(first.processes.length).toBe(predicted.processes);
    const asked = { ...set, questions: set.questions.filter(({ kind }) => kind !== 'output') };
    expectAnswerable(asked, first, second);
  });

  test('leave out what does not apply, with the reason', async () => {
    const alone = await prepare(own('x = 1\n'));
    expect(kindsOf(alone)).toEqual(['processes']);
    expect(alone.leftOut).toEqual(
      expect.arrayContaining([
        { kind: 'tree', because: 'no-fork' },
        { kind: 'written', because: 'silent' },
      ]),
    );
    const endless = await prepare(own('import os\nos.fork()\nwhile True:\n    x = 1\n'), {
      limits: { ...usualLimits, seconds: 2 },
    });
    expect(endless.questions).toEqual([]);
    expect(endless.leftOut.map(({ because }) => because)).toContain('endless');
    const chance = await prepare(own('import os, random\nos.fork()\nprint(random.randrange(10**6), flush=True)\n'));
    expect(chance.leftOut).toContainEqual({ kind: 'output', because: 'not-deterministic' });
  });

  test('a zombie and an orphan are asked about where there are some', async () => {
    const set = await prepare({ kind: 'demo', id: 'orphan', parameters: {} });
    const { events, facts } = await runDemo('orphan');
    const grades = gradeAnswers(set.questions, {}, { course: readCourse(events, facts.root), exploration: undefined });
    const states = grades.flatMap((grade) =>
      'truth' in grade && grade.truth.kind === 'state' ? [grade.truth.state] : [],
    );
    expect(states).toContain('orphan');
  });

  test.each(['doubling', 'copied-buffer', 'exec', 'daemon', 'pool', 'other-programs'])(
    'there are some for %s',
    async (id) => {
      const demo = (await readCatalogue(demos)).find((one) => one.id === id);
      if (demo === undefined) throw new Error(id);
      const parameters = Object.fromEntries(demo.parameters.map(({ name, usual }) => [name, usual]));
      const policy = { ...defaultPolicy, name: demo.policy };
      const set = await prepare({ kind: 'demo', id, parameters }, { stdout: demo.stdout, policy });
      expect(kindsOf(set)).toEqual(expect.arrayContaining(['processes', 'written', 'tree', 'state']));
    },
  );
});
