import { anything, assert as assertProperty, constantFrom, property } from 'fast-check';
import { expect, test } from 'vitest';
import { requestNames } from '#shared/ipc/channels';
import { requestSchemas } from '#shared/ipc/contract';

test('every request has a schema', () => {
  expect(Object.keys(requestSchemas).sort()).toEqual([...requestNames].sort());
});

test('whatever the page says, a schema answers with yes or no and never breaks', () => {
  void assertProperty(
    property(constantFrom(...requestNames), anything({ withNullPrototype: true, maxDepth: 4 }), (name, words) => {
      const { success } = requestSchemas[name].safeParse(words);
      // What takes no words takes none but that.
      if (requestSchemas[name].safeParse(undefined).success && words !== undefined) return !success;
      return true;
    }),
    { numRuns: 3_000 },
  );
});
