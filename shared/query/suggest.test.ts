import { expect, test } from 'vitest';
import { suggest } from './suggest';

const values: Record<string, readonly string[]> = {
  name: ['bash', 'cc1', 'Web Content', '-sh', 'newgrp', 'new', 'zombie'],
  user: ['alice', 'root'],
  state: ['sleeping', 'zombie'],
};

function suggested(text: string, caret = text.length) {
  const { from, to, items } = suggest(text, caret, (field) => values[field] ?? []);
  return items.map(({ insert }) => `${text.slice(0, from)}${insert}${text.slice(to)}`);
}

test('the beginning of a field, a flag or a name is completed where it stands', () => {
  expect(suggested('cp')).toEqual(['cpu>']);
  expect(suggested('orp')).toEqual(['orphan']);
  expect(suggested('foo or w')).toEqual(['foo or "Web Content"']);
  expect(suggested('us or x', 2)).toEqual(['user= or x']);
  expect(suggested('a -st')).toEqual(['a -stopped', 'a -state=']);
});

test('values are those that there are', () => {
  expect(suggested('user=')).toEqual(['user=alice', 'user=root']);
  expect(suggested('(state=z')).toEqual(['(state=zombie']);
  expect(suggested('user=root,a')).toEqual(['user=root,alice']);
  expect(suggested('name:web')).toEqual(['name:"Web Content"']);
});

test('a name that would be read as something else stands in quotes', () => {
  expect(suggested('new')).toEqual(['newgrp', '"new"']);
  expect(suggested('name:new')).toEqual(['name:newgrp']);
  expect(suggested('zomb')).toEqual(['zombie', '"zombie"']);
});

test('nothing is suggested for what is whole already, or unknown', () => {
  expect(suggested('zombie')).toEqual(['"zombie"']);
  expect(suggested('user=alice')).toEqual([]);
  expect(suggested('qqq')).toEqual([]);
});
