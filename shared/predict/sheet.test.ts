import { anything, assert as assertProperty, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultPolicy } from '#shared/lab/policy';
import { usualLimits } from '#shared/lab/run';
import { readSheet, type Sheet, writeAnswers, writeSheet } from '#shared/predict/sheet';

const sheet: Omit<Sheet, 'format' | 'version'> = {
  title: '2ⁿ processes',
  start: {
    program: { kind: 'demo', id: 'doubling', parameters: { N: 3 } },
    stdout: 'pipe',
    gated: true,
    policy: defaultPolicy,
    limits: usualLimits,
  },
  seed: 7,
  questions: [{ kind: 'processes' }, { kind: 'tree', candidates: ['(())', '(()())'] }],
};
const answers = { sheet, name: '王小明', answers: { processes: 8, tree: '(())' } };

function changed(text: string, change: object) {
  return readSheet(JSON.stringify({ ...(JSON.parse(text) as object), ...change }));
}

test('what is written can be read again', () => {
  expect(readSheet(writeSheet(sheet))).toMatchObject({ ok: true, value: sheet });
  expect(readSheet(writeAnswers(answers))).toMatchObject({ ok: true, value: answers });
});

test('no sheet says which answer is right', () => {
  expect(writeSheet(sheet)).not.toMatch(/answer|correct|right|truth/i);
});

describe('a file that is no sheet', () => {
  test.each([
    ['', 'not-json'],
    ['PK\u0003\u0004', 'not-json'],
    [writeSheet(sheet).slice(0, 200), 'not-json'],
    ['null', 'foreign'],
    ['[]', 'foreign'],
    ['{"format":"forkscope-recording","version":1}', 'foreign'],
    ['{"format":"forkscope-questions"}', 'foreign'],
    ['{"format":"forkscope-questions","version":1}', 'broken'],
    ['{"format":"forkscope-answers","version":1}', 'broken'],
    ['{"format":"forkscope-questions","version":2,"new":true}', 'newer'],
    [`"${'x'.repeat(4_000_001)}"`, 'too-large'],
  ])('says so: %.60s', (text, code) => expect(readSheet(text)).toMatchObject({ ok: false, code }));

  test('whatever it is, it is refused and nothing breaks', () => {
    void assertProperty(property(string(), (text) => !readSheet(text).ok));
    void assertProperty(property(anything(), (value) => !readSheet(JSON.stringify(value) ?? '').ok));
  });
});

describe('a sheet that is broken', () => {
  const { start } = sheet;
  test.each([
    ['a program of no kind', { start: { ...start, program: { kind: 'shell', text: 'rm' } } }],
    ['limits beyond the bounds', { start: { ...start, limits: { ...usualLimits, processes: 1e9 } } }],
    ['no questions', { questions: [] }],
    ['a question twice', { questions: [{ kind: 'processes' }, { kind: 'processes' }] }],
    ['a tree that is none', { questions: [{ kind: 'tree', candidates: ['(()', '()'] }] }],
    ['a process of no name', { questions: [{ kind: 'parent', of: '../1' }] }],
  ])('is refused with the reason: %s', (_what, change) => {
    const reason = expect.stringMatching(/\w/);
    expect(changed(writeSheet(sheet), change)).toMatchObject({ ok: false, code: 'broken', detail: reason });
  });

  test('answers to what was not asked are refused', () => {
    const strange = { answers: { weather: 'fine' } };
    expect(changed(writeAnswers(answers), strange)).toMatchObject({ ok: false, code: 'broken' });
  });
});
