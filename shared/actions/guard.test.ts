import { describe, expect, test } from 'vitest';
import { type Actor, judge, type Target } from '#shared/actions/guard';
import { CAP_KILL, CAP_SYS_NICE } from '#shared/model/capabilities';

const alice: Actor = {
  uids: [1000, 1000],
  effective: [],
  ownPids: new Set([5]),
  ancestorPids: new Set([4]),
  readOnly: false,
};
const hers: Target = { pid: 20, uids: [1000, 1000, 1000], kernelThread: false, zombie: false, namespaceInit: false };
const bobs: Target = { ...hers, uids: [2000, 2000, 2000] };
const refused = { kind: 'refused', reason: 'other-user' };
const caution = (reason: string) => ({ kind: 'caution', reason });

describe.each(['signal', 'priority'] as const)('a %s', (action) => {
  test('is allowed to her own, and calls for caution where it may cost more than she wants', () => {
    expect(judge(alice, hers, action)).toEqual({ kind: 'allowed' });
    expect(judge(alice, { ...hers, pid: 1 }, action)).toEqual(caution('init'));
    expect(judge(alice, { ...hers, pid: 5 }, action)).toEqual(caution('own-app'));
    expect(judge(alice, { ...hers, pid: 4 }, action)).toEqual(caution('own-ancestor'));
    expect(judge(alice, { ...hers, namespaceInit: true }, action)).toEqual(caution('namespace-init'));
  });

  test('is refused to a zombie, and to all when read-only', () => {
    expect(judge(alice, { ...hers, zombie: true }, action)).toEqual({ kind: 'refused', reason: 'zombie' });
    expect(judge({ ...alice, readOnly: true }, hers, action)).toEqual({ kind: 'refused', reason: 'read-only' });
  });

  test('reaches another user with the capability for it alone', () => {
    const [needed, other] = action === 'signal' ? [CAP_KILL, CAP_SYS_NICE] : [CAP_SYS_NICE, CAP_KILL];
    expect(judge(alice, bobs, action)).toEqual(refused);
    expect(judge({ ...alice, effective: [other] }, bobs, action)).toEqual(refused);
    expect(judge({ ...alice, effective: [needed] }, bobs, action)).toEqual(caution('other-user'));
  });
});

test('a kernel thread heeds no signal, but has a priority', () => {
  const root = { ...alice, uids: [0, 0], effective: [CAP_KILL, CAP_SYS_NICE] } as const;
  const thread = { ...hers, uids: [0, 0, 0], kernelThread: true } as const;
  expect(judge(root, thread, 'signal')).toEqual({ kind: 'refused', reason: 'kernel-thread' });
  expect(judge(root, thread, 'priority')).toEqual(caution('kernel-thread'));
  expect(judge(alice, thread, 'priority')).toEqual(refused);
});

test('kill compares with the real and the saved id, setpriority with the real and the effective one', () => {
  const saved: Target = { ...hers, uids: [2000, 2000, 1000] };
  const effective: Target = { ...hers, uids: [2000, 1000, 2000] };
  expect([judge(alice, saved, 'signal').kind, judge(alice, saved, 'priority').kind]).toEqual(['allowed', 'refused']);
  expect([judge(alice, effective, 'signal').kind, judge(alice, effective, 'priority').kind]).toEqual([
    'refused',
    'allowed',
  ]);
  const borrowed: Actor = { ...alice, uids: [1000, 3000] };
  expect([judge(borrowed, hers, 'signal').kind, judge(borrowed, hers, 'priority').kind]).toEqual([
    'allowed',
    'refused',
  ]);
});
