import { expect, test } from 'vitest';
import { type Evidence, whyHidden } from '#shared/inspect/why-hidden';

const alice = {
  uids: [1000, 1000, 1000, 1000],
  gids: [100, 100, 100, 100],
  permitted: [],
  effective: [],
  userMap: '0 0 4294967295',
} as const;
const root = { ...alice, uids: [0, 0, 0, 0], gids: [0, 0, 0, 0], permitted: [19, 21], effective: [19, 21] } as const;

const refused: Evidence = {
  errno: 'EACCES',
  self: alice,
  target: root,
  kernelThread: false,
  zombie: false,
  alive: true,
  pidInUse: true,
  fileOwner: 0,
  hidepid: undefined,
  ptraceScope: undefined,
  needsAttach: false,
};

test.each<[string, Partial<Evidence>, string]>([
  ['of another user', {}, 'other-user'],
  ['of another user, also under Yama', { ptraceScope: 1, needsAttach: true }, 'other-user'],
  ['of the same user with a saved id of root', { target: { ...alice, uids: [1000, 1000, 0, 1000] } }, 'other-user'],
  ['of the same user with more capabilities', { target: { ...alice, permitted: [12] } }, 'more-capabilities'],
  ['of the same user, not dumpable', { target: alice, fileOwner: 0 }, 'not-dumpable'],
  ['in another user namespace', { target: { ...alice, userMap: '0 1000 1' }, fileOwner: 1000 }, 'namespace'],
  [
    'that wants to be attached to',
    { target: alice, fileOwner: 1000, ptraceScope: 1, needsAttach: true },
    'ptrace-scope',
  ],
  ['that Yama does not guard', { target: alice, fileOwner: 1000, ptraceScope: 1 }, 'refused'],
  ['refused to root', { self: root }, 'refused'],
  ['refused to the root of another user namespace', { self: { ...root, userMap: '0 1000 1' } }, 'namespace'],
  ['whose status cannot be read, under hidepid', { target: undefined, hidepid: '1' }, 'hidepid'],
  ['of a kernel thread', { kernelThread: true, errno: 'ENOENT' }, 'kernel-thread'],
  ['of a zombie', { zombie: true, errno: 'ENOENT' }, 'zombie'],
  ['of a process that has ended', { alive: false, pidInUse: false, errno: 'ESRCH' }, 'gone'],
  ['of a process that is not shown', { alive: false, hidepid: '2', errno: 'ENOENT' }, 'hidepid'],
  ['that this kernel does not have', { errno: 'ENOENT' }, 'not-offered'],
])('a file %s is hidden for the right reason', (_what, change, reason) => {
  expect(whyHidden({ ...refused, ...change })).toBe(reason);
});
