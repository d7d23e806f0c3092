import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { death, grown, record, START, tableOf } from '#shared/tree/trees.fixture';
import { findMatches } from './find-matches';
import { parseQuery } from './parse-query';

const facts = { newMs: 4_000, uid: 1_000 };
const adoption = {
  at: START,
  from: undefined,
  fromName: undefined,
  to: undefined,
  toName: undefined,
  role: 'init',
} as const;

const PTS_3 = (136 << 8) | 3;
const living = tableOf(
  record(1, 0, { name: 'init', user: 'root', uid: 0, cmdline: ['/sbin/init'], cpu: 0, rssBytes: 9 * 1024 ** 2 }),
  record(2, 0, { name: 'kthreadd', user: 'root', uid: 0, cmdline: undefined, kernelThread: true, cpu: 0 }),
  record(20, 1, { name: 'bash', cpu: 0.02, tty: PTS_3, nice: 5, startedAt: START - 60_000 }),
  record(21, 20, { name: 'Make', cpu: 1.5, threads: 12, rssBytes: 300 * 1024 ** 2, startedAt: START - 7_200_000 }),
  record(22, 21, { name: 'cc1', state: 'zombie', cmdline: undefined }),
  record(30, 1, { name: 'web', cgroup: '/docker/abc', container: 'abc', cmdline: ['web', '--port=80'] }),
  record(31, 30, {
    name: 'secret',
    user: undefined,
    uid: undefined,
    cpu: undefined,
    cgroup: undefined,
    tty: undefined,
  }),
  record(40, 1, { name: 'nap', state: 'stopped', adoptions: [adoption] }),
);
const table = grown(
  grown(living, death(living, 22, 1)),
  [{ kind: 'fork', process: record(50, 20, { name: 'fresh', bornInSight: true, seenAt: START }) }],
  START + 1_000,
);

function pids(text: string, of = table): readonly number[] {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.error.code);
  return [...findMatches(of, parsed.query, facts)].map((id) => Number.parseInt(id, 10)).sort((a, b) => a - b);
}

const all = [1, 2, 20, 21, 22, 30, 31, 40, 50];

describe('a query finds', () => {
  test.each([
    ['', all],
    ['make', [21]],
    ['ROOT', [1, 2]],
    ['--port', [30]],
    ['3', [30, 31]],
    ['"sleep 60"', [20, 21, 31, 40, 50]],
    ['name=make', [21]],
    ['name:e', [2, 21, 30, 31, 50]],
    ['name~^.{3}$', [22, 30, 40]],
    ['tty=pts/3', [20]],
    ['container=abc', [30]],
    ['container=none', [1, 2, 20, 21, 22, 40, 50]],
    ['cgroup:docker', [30]],
    ['cpu>=150', [21]],
    ['mem>100M', [21]],
    ['age>1h', [21]],
    ['age>=1m age<1h name=bash', [20]],
    ['threads>10', [21]],
    ['nice=5', [20]],
    ['ppid=1', [20, 30, 40]],
    ['pid=20,21', [20, 21]],
    ['children=2', [20]],
    ['state=T', [40]],
    ['stopped', [40]],
    ['orphan', [40]],
    ['new', [50]],
    ['gone', [22]],
    ['kernel', [2]],
    ['thread', [21]],
    ['mine name:e', [21, 30, 50]],
    ['under:20', [20, 21, 22, 50]],
    ['under:20@200 -gone', [20, 21, 50]],
    ['under:999', []],
    ['make or bash', [20, 21]],
    ['under:1 -(name:e | bash | gone | stopped)', [1]],
    ['nothing-like-this', []],
  ])('%s', (text, expected) => {
    expect(pids(text)).toEqual(expected);
  });

  test('the zombies', () => {
    expect(pids('state=Z', living)).toEqual([22]);
    expect(pids('zombie', living)).toEqual([22]);
  });

  test('as just gone who is still drawn as gone, and who is longer gone not even among the rest', () => {
    expect(pids('gone', grown(table, [{ kind: 'fork', process: record(60, 1) }], START + 3_999))).toEqual([22]);
    const later = grown(table, [{ kind: 'fork', process: record(60, 1) }], START + 4_000);
    expect(pids('gone', later)).toEqual([]);
    expect(pids('-gone', later)).not.toContain(22);
    expect(pids('state=gone', later)).toEqual([22]);
  });

  test('neither with a comparison nor with its opposite what is not known', () => {
    const hidden = 31;
    for (const text of ['cpu>5', 'user=alice', 'mine', 'container=none', 'tty=none', 'uid!=0']) {
      expect(pids(text)).not.toContain(hidden);
      expect(pids(`not ${text}`)).not.toContain(hidden);
    }
    expect(pids('not (cpu>5 or name=secret)')).not.toContain(hidden);
    expect(pids('cpu>5 or name=secret')).toContain(hidden);
    expect(pids('not (cpu>5 and name=other)')).toContain(hidden);
  });

  test('with a word, or its opposite, every process: a word looks at what is there to be read', () => {
    expect([...pids('make'), ...pids('not make')].sort((a, b) => a - b)).toEqual(all);
  });
});

test('not twice is the same, and no process matches both a query and its opposite', () => {
  const terms = fc.constantFrom(
    'cpu>5',
    'user=alice',
    'mine',
    'make',
    'under:20',
    'tty=none',
    'state=Z',
    'new',
    'nice<3',
  );
  const texts = fc
    .array(fc.tuple(terms, fc.constantFrom('and', 'or')), { minLength: 1, maxLength: 5 })
    .map((parts) => parts.flatMap(([term, joint], index) => (index === 0 ? [term] : [joint, term])).join(' '));
  fc.assert(
    fc.property(texts, (text) => {
      const yes = pids(text);
      const no = pids(`not (${text})`);
      expect(pids(`not not (${text})`)).toEqual(yes);
      expect(yes.filter((pid) => no.includes(pid))).toEqual([]);
    }),
  );
});

test('in a run of the lab a pid is the one that the program knows', () => {
  const run = tableOf(
    record(4_100, 0, { birth: '0', nsPid: 1 }),
    record(4_101, 4_100, { birth: '1', nsPid: 2 }),
    record(4_102, 4_101, { birth: '1.1', nsPid: 3 }),
  );
  expect(pids('pid=2', run)).toEqual([4_101]);
  expect(pids('3', run)).toEqual([4_102]);
  expect(pids('under:2', run)).toEqual([4_101, 4_102]);
  expect(pids('pid=4101', run)).toEqual([]);
});
