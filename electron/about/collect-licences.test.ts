import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { collectLicences } from './collect-licences';

const root = join(import.meta.dirname, '..', '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly version: string;
  readonly dependencies: object;
};
const licences = collectLicences(root);

test('the app is the first, with the whole text of its licence', () => {
  expect(licences[0]).toMatchObject({ name: 'Forkscope', version: manifest.version, licence: 'MIT' });
  expect(licences[0]?.text).toContain('MIT License');
});

test('every package that the app depends on is there, and what those depend on', () => {
  const names = licences.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(Object.keys(manifest.dependencies)));
  expect(names).toEqual(expect.arrayContaining(['d3-hierarchy', 'scheduler', '@lezer/lr']));
  expect(new Set(licences.map(({ name, version }) => `${name}@${version}`)).size).toBe(licences.length);
});

test('packages that only build and test it are not', () => {
  const names = licences.map(({ name }) => name);
  for (const name of ['typescript', 'vitest', 'electron', '@playwright/test']) expect(names).not.toContain(name);
});

test('nearly all bring their text along', () => {
  const without = licences.filter(({ text }) => text === undefined || text === '');
  expect(without.length).toBeLessThan(licences.length / 10);
});
