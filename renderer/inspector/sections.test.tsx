// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, test } from 'vitest';
import type { DepthFacts, Descriptor, FactReason } from '#shared/inspect/facts';
import type { ProcessRecord } from '#shared/model/process';
import { createFakeApp, createStore, feed, idOf, process, renderInApp } from '../app/app.fixture';
import { en } from '../i18n/en/en';
import { zh } from '../i18n/zh/zh';
import { Descriptors } from './descriptors';
import { Environment } from './environment';
import { Namespaces, Privileges, Scheduling, Signals } from './kernel-sections';
import { Limits } from './limits';
import type { SectionName } from './section';
import { UnlockNote } from './unlock-note';
import { type Depth, DepthContext } from './use-depth';

afterEach(cleanup);

const node = process(70, 1, { name: 'node' });

type Answers = Parameters<typeof createFakeApp>[0];

function show(name: SectionName, element: ReactNode, depth: Partial<Depth>, answers: Answers = {}) {
  const store = createStore();
  feed(store, [{ kind: 'checkpoint', processes: [node] }]);
  store.getState().toggleSection(name);
  const whole: Depth = {
    facts: undefined,
    failure: undefined,
    canAsk: true,
    isLive: false,
    isRecording: false,
    ...depth,
  };
  renderInApp(<DepthContext value={whole}>{element}</DepthContext>, { store, app: createFakeApp(answers) });
}

const sections: readonly (readonly [SectionName, (process: ProcessRecord) => ReactNode])[] = [
  ['descriptors', (one) => <Descriptors process={one} />],
  ['environment', (one) => <Environment process={one} />],
  ['signals', () => <Signals />],
  ['limits', () => <Limits />],
  ['privileges', () => <Privileges />],
  ['namespaces', (one) => <Namespaces process={one} />],
  ['scheduling', (one) => <Scheduling process={one} />],
];

describe.each(sections)('the section %s', (name, section) => {
  const never = () => new Promise(() => undefined);

  test('says that it is being read', () => {
    show(name, section(node), {}, { 'inspect:descriptors': never, 'inspect:environment': never });
    expect(screen.getAllByText('reading…').length).toBeGreaterThan(0);
  });

  test('says of a process that had ended before it was read that it is gone', () => {
    show(name, section(node), { canAsk: false });
    expect(screen.getAllByText('it had ended before this was read').length).toBeGreaterThan(0);
    expect(screen.queryByText('reading…')).toBeNull();
  });

  test('says of a process that /proc hides why, and not that it is gone', () => {
    show(name, section(node), { failure: 'hidden' }, { 'inspect:descriptors': never, 'inspect:environment': never });
    expect(screen.getAllByText('/proc hides it (hidepid)').length).toBeGreaterThan(0);
  });

  test('says in a recording that this is not in it', () => {
    show(name, section(node), { canAsk: false, isRecording: true });
    expect(screen.getAllByText('not in the recording').length).toBeGreaterThan(0);
  });
});

const hidden = (reason: FactReason) => () => ({ ok: true, value: { hidden: reason } });

test.each([
  ['descriptors', 'inspect:descriptors', <Descriptors key="" process={node} />],
  ['environment', 'inspect:environment', <Environment key="" process={node} />],
] as const)('the section %s that permissions hide says why and what would show it', async (name, channel, element) => {
  show(name, element, {}, { [channel]: hidden('other-user') });
  const why = await screen.findByText('belongs to another user');
  expect(why.title).toContain('CAP_SYS_PTRACE');
});

test('descriptors lead to who holds the other end, and say how many processes could not be looked at', async () => {
  const pipe: Descriptor = {
    number: 3,
    kind: 'pipe',
    target: 'pipe:[77]',
    inode: 77,
    access: 'read',
    closeOnExec: true,
    nonBlocking: false,
    append: false,
    position: 0,
    more: [],
    socket: undefined,
  };
  const peer = { end: 'pipe:[77]', id: idOf(70), name: 'node', descriptor: 4, access: 'write', isSame: true };
  show(
    'descriptors',
    <Descriptors process={process(71, 70)} />,
    {},
    {
      'inspect:descriptors': () => ({ ok: true, value: { value: { descriptors: [pipe], next: 1, total: 1 } } }),
      'inspect:peers': () => ({
        ok: true,
        value: { value: { peers: [peer], unseen: 3, unixUnasked: 'other-network', cut: false } },
      }),
    },
  );
  expect(await screen.findByRole('button', { name: 'node 70' })).toBeTruthy();
  expect(screen.getByText('other end')).toBeTruthy();
  expect(screen.getByText(/^It is in another network namespace/)).toBeTruthy();
  expect(screen.getByText(/The descriptors of 3 processes cannot be seen/)).toBeTruthy();
});

test('the value that is shown is the one of its row, however far down it stands and whatever is filtered', async () => {
  const names = ['A', 'TWICE', 'B', 'TWICE'];
  const values = ['a', 'first', 'b', 'second'];
  const answer = ({ from, reveal }: { from: number; reveal: unknown }) => {
    const all = names.map((name, at) => {
      const isAsked = JSON.stringify(reveal) === JSON.stringify({ at, name });
      return { name, value: isAsked ? values[at] : undefined, length: 5 };
    });
    // In parts of two.
    const variables = all.slice(from, from + 2);
    return { ok: true, value: { value: { variables, next: from + variables.length, total: 4, bytes: 9, cut: false } } };
  };
  show('environment', <Environment process={node} />, {}, { 'inspect:environment': answer });
  const user = userEvent.setup({ delay: null });
  await screen.findAllByRole('button', { name: 'Show the value of TWICE' });
  await user.type(screen.getByRole('searchbox'), 'twice');
  await user.click(screen.getAllByRole('button', { name: 'Show the value of TWICE' })[1] as HTMLElement);
  expect(await screen.findByText('second')).toBeTruthy();
  expect(screen.queryByText('first')).toBeNull();
});

test('a process that lacks one capability is not said to have all', () => {
  const all = Array.from({ length: 41 }, (_, bit) => bit);
  const capabilities = { effective: all.slice(1), permitted: all, inheritable: [], ambient: [], bounding: all };
  const facts = { status: { value: { capabilities } }, lastCapability: { value: 40 } } as unknown as DepthFacts;
  show('privileges', <Privileges />, { facts });
  const field = (label: string) => screen.getByText(label, { selector: 'dt' }).nextElementSibling?.textContent;
  expect(field('effective')).toBe('all but these (40 held):CAP_CHOWN');
  expect(field('permitted')).toBe('all (41)');
});

test('a process that is hidden altogether says once what would show it', () => {
  show('limits', <UnlockNote />, { failure: 'hidden' });
  expect(screen.getByRole('region', { name: 'Some fields are hidden' }).textContent).toContain('gid= option');
});

test('what can be unlocked has a text in both languages, and so has every reason', () => {
  const unlockable = [
    'other-user',
    'more-capabilities',
    'not-dumpable',
    'hidepid',
    'ptrace-scope',
    'namespace',
    'refused',
  ];
  for (const texts of [en, zh])
    for (const reason of unlockable) {
      expect(texts.unlock).toHaveProperty(reason);
      expect(texts.hidden).toHaveProperty(reason);
    }
});
