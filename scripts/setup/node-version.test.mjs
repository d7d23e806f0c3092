import { describe, expect, it } from 'vitest';
import { checkNode, isAtLeast, isSupported } from './node-version.mjs';

describe('isAtLeast', () => {
  it.each([
    ['3.8', [3, 8], true],
    ['3.10.2', [3, 8], true],
    ['4.0', [3, 8], true],
    ['3.7.9', [3, 8], false],
    ['2.9', [3, 8], false],
  ])('of %s for %j says %s', (version, minimum, expected) => {
    expect(isAtLeast(version, minimum)).toBe(expected);
  });
});

describe('isSupported', () => {
  it.each(['20.19.0', '20.20.2', '22.12.0', '23.0.0', '24.1.0'])('accepts Node %s', (version) => {
    expect(isSupported(version)).toBe(true);
  });

  it.each(['18.20.0', '20.18.3', '21.7.0', '22.11.0'])('refuses Node %s', (version) => {
    expect(isSupported(version)).toBe(false);
  });
});

describe('checkNode', () => {
  it('says which versions would do', () => {
    expect(() => checkNode('18.20.0')).toThrow('This is Node 18.20.0. Forkscope needs Node 20.19');
  });
});
