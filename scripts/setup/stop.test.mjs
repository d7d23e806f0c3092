import { describe, expect, it } from 'vitest';
import { explain, Stop } from './stop.mjs';

describe('explain', () => {
  it('lets an expected failure speak for itself', () => {
    expect(explain(new Stop('Install npm.'))).toBe('Install npm.');
  });

  it('names the file that the system refused', () => {
    const refused = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES', path: '/usr/out' });
    expect(explain(refused)).toMatch('/usr/out may not be written or read by this user.');
  });

  it('has no sentence for a bug', () => {
    expect(explain(new TypeError('undefined is not a function'))).toBeUndefined();
    expect(explain('nonsense')).toBeUndefined();
  });
});
