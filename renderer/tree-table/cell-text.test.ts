import { expect, test } from 'vitest';
import { recordOf } from '#shared/events/sighting';
import { sighting } from '#shared/events/sightings.fixture';
import { commandText, shownCommand } from './cell-text';

const called = (cmdline: readonly string[]) => ({
  ...recordOf(sighting(10, 1), 0, { parent: undefined, originalParent: undefined }),
  cmdline,
});

test('arguments written from the right keep their places among the others', () => {
  expect(shownCommand(called(['مرحبا بالعالم', '86400']))).toBe('\u2068مرحبا بالعالم\u2069 \u206886400\u2069');
  expect(shownCommand(called(['sleep', '86400']))).toBe('sleep 86400');
});

test('what is copied holds nothing but the command line, and what would turn it around is shown', () => {
  expect(commandText(called(['שלום', '7']))).toBe('שלום 7');
  expect(shownCommand(called(['שלום\u202e', '7']))).toBe('\u2068שלום‹202E›\u2069 \u20687\u2069');
});
