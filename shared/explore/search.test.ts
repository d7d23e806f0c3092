import { expect, test } from 'vitest';
import { Model } from '#shared/explore/model';
import type { Step } from '#shared/explore/read-steps';
import { search } from '#shared/explore/search';

const children = ['1.1', '1.2', '1.3', '1.4', '1.5', '1.6'];

/** Six children of one that has ended, each about to write its name. */
function learnSix(): Model {
  const model = new Model('import os\nprint(1)\n');
  const births: Step = {
    actor: '1',
    blocked: false,
    effects: children.map((actor) => ({ kind: 'born', actor, line: 2 })),
    line: undefined,
  };
  const writes = children.map(
    (actor): Step => ({ actor, blocked: false, effects: [{ kind: 'output', text: actor }], line: undefined }),
  );
  model.learn(1, [births, ...writes]);
  return model;
}

test('from one order of six steps all 720 follow', () => {
  const steps = search(learnSix(), 1);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  expect(step.value).toMatchObject({ isWhole: true, unknown: [] });
  expect(step.value.outputs).toHaveLength(720);
});

test('a search can be stopped long before its end', () => {
  const steps = search(learnSix(), 1);
  let pauses = 0;
  while (steps.next().done !== true) pauses += 1;
  expect(pauses).toBeGreaterThan(5);
});
