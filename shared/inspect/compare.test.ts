import { describe, expect, test } from 'vitest';
import { recordOf } from '#shared/events/sighting';
import { sighting } from '#shared/events/sightings.fixture';
import { type ComparedKey, type CompareWords, compareProcesses, compareRecords } from '#shared/inspect/compare';
import { depthFacts, statFacts } from '#shared/inspect/depth-facts.fixture';
import type { Comparison, DepthFacts } from '#shared/inspect/facts';
import { processId } from '#shared/model/process';
import { parseStatusFacts } from '#shared/parse/proc-status';
import { statusText } from '#shared/parse/proc-status.fixture';

const words: CompareWords = {
  limit: ({ name, soft, hard }) => `${name} ${soft}/${hard}`,
  policy: (policy) => `policy ${policy}`,
  time: (ms) => `${ms} long`,
  seccomp: (mode) => `mode ${mode}`,
  yesNo: (isYes) => (isYes ? 'aye' : 'nay'),
};

const parent = depthFacts;
const stat = statFacts;
/** Just forked: the same but for what each process has for itself. */
const child: DepthFacts = {
  ...parent,
  id: processId(16_152, 865_500),
  stat: { value: { ...stat, pid: 16_152, ppid: stat.pid, startTicks: 865_500, userTicks: 0, systemTicks: 0 } },
  status: { value: parseStatusFacts(statusText.replace(/ShdPnd:.*/, 'ShdPnd:\t0')) },
  timers: { value: 0 },
  locks: { value: [] },
};
const same: Pick<Comparison, 'environment' | 'descriptors'> = {
  environment: { value: { same: 20, changed: [], onlyLeft: [], onlyRight: [] } },
  descriptors: { value: { same: 5, onlyLeft: 0, onlyRight: 0, leftUnread: 0, rightUnread: 0 } },
};

function rows(change: Partial<DepthFacts> = {}, other = same) {
  return compareProcesses({ left: parent, right: { ...child, ...change }, ...other }, words);
}

function keys(verdict: string, all = rows()): readonly ComparedKey[] {
  return all.filter((row) => row.verdict === verdict).map(({ key }) => key);
}

describe('a parent and its child', () => {
  test('right after fork have all in common but what fork gives each for itself', () => {
    expect(keys('differs')).toEqual([]);
    expect(keys('unknown')).toEqual([]);
    expect(keys('own')).toEqual(['pid', 'parent', 'started', 'cpuTime', 'pending', 'locks', 'timers']);
    const pending = rows().find(({ key }) => key === 'pending');
    expect(pending).toMatchObject({ left: { value: 'SIGUSR2' }, right: { value: '' } });
  });

  test('show first what was changed since', () => {
    const change = { workingFolder: { value: '/' }, stat: { value: { ...stat, sid: 9, startStack: '4096' } } } as const;
    expect(
      rows(change)
        .slice(0, 3)
        .map(({ key, verdict }) => [key, verdict]),
    ).toEqual([
      ['session', 'differs'],
      ['workingFolder', 'differs'],
      ['image', 'differs'],
    ]);
  });

  test('name the scheduling policy in words', () => {
    const batch = rows({ stat: { value: { ...stat, policy: 3 } } }).find(({ key }) => key === 'policy');
    expect(batch).toMatchObject({ left: { value: 'policy 0' }, right: { value: 'policy 3' }, verdict: 'differs' });
  });

  test('tell figures in the words that are given', () => {
    const value = (key: ComparedKey) => rows().find((one) => one.key === key)?.right;
    expect(value('cpuTime')).toEqual({ value: '0 long' });
    expect(value('seccomp')).toEqual({ value: 'mode 0' });
    expect(value('noNewPrivs')).toEqual({ value: 'nay' });
  });

  test('list of the environment the names that differ, never a value, and count the rest', () => {
    const environment = { value: { same: 18, changed: ['PWD'], onlyLeft: ['OLD'], onlyRight: ['NEW', 'NEWER'] } };
    expect(rows({}, { ...same, environment })[0]).toEqual({
      key: 'environment',
      left: { value: '≠PWD OLD' },
      right: { value: '≠PWD NEW NEWER' },
      verdict: 'differs',
      agreeing: 18,
    });
  });

  test('say how many descriptors were not compared, and then do not call them the same', () => {
    const of = (more: object) => {
      const descriptors = { value: { same: 5, onlyLeft: 0, onlyRight: 0, leftUnread: 0, rightUnread: 0, ...more } };
      return rows({}, { ...same, descriptors }).find(({ key }) => key === 'descriptors');
    };
    expect(of({})).toMatchObject({ verdict: 'same', agreeing: 5 });
    expect(of({})?.unread).toBeUndefined();
    expect(of({ rightUnread: 7 })).toMatchObject({ verdict: 'unknown', unread: { left: 0, right: 7 } });
    expect(of({ onlyLeft: 1, rightUnread: 7 })).toMatchObject({ verdict: 'differs', left: { value: '+1' } });
  });

  test('list of limits, masks, capabilities and namespaces what the other one lacks, and count the rest', () => {
    const limit = { name: 'Max open files', soft: 321, hard: 4096, unit: 'files' } as const;
    const blocked = statusText.replace(/SigBlk:.*/, 'SigBlk:\t0000000000004001');
    const row = (key: ComparedKey, change: Partial<DepthFacts>) => rows(change).find((one) => one.key === key);
    expect(row('limits', { limits: { value: [limit] } })).toEqual({
      key: 'limits',
      left: { value: 'Max open files 1024/4096' },
      right: { value: 'Max open files 321/4096' },
      verdict: 'differs',
      agreeing: 0,
    });
    expect(row('blocked', { status: { value: parseStatusFacts(blocked) } })).toMatchObject({
      right: { value: 'SIGHUP' },
      verdict: 'differs',
    });
    expect(row('namespaces', { namespaces: { value: { pid: 1, net: 3 } } })).toMatchObject({
      left: { value: 'net:2' },
      right: { value: 'net:3' },
      agreeing: 1,
    });
  });

  test('with as many capabilities, but others, are not the same', () => {
    const other = (bits: string) => parseStatusFacts(statusText.replace(/CapEff:.*/, `CapEff:\t${bits}`));
    const compared = compareProcesses(
      {
        left: { ...parent, status: { value: other('000001fffffffffe') } },
        right: { ...child, status: { value: other('000001ffffffffdf') } },
        ...same,
      },
      words,
    );
    expect(compared[0]).toMatchObject({
      key: 'capabilities',
      left: { value: 'CAP_KILL' },
      right: { value: 'CAP_CHOWN' },
      agreeing: 39,
    });
  });

  test('are not said to differ where one of them cannot be read', () => {
    const hidden = { hidden: 'other-user' } as const;
    const all = rows({ workingFolder: hidden }, { environment: hidden, descriptors: hidden });
    expect(keys('unknown', all)).toEqual(['workingFolder', 'environment', 'descriptors']);
    expect(keys('differs', all)).toEqual([]);
  });
});

test('in a recording, what is recorded is compared, and the rest is said not to be', () => {
  const record = (pid: number, more: object) => ({
    ...recordOf(sighting(pid, 1, { pgid: 5, sid: 5, tty: 0, nice: 0 }), 0, {
      parent: undefined,
      originalParent: undefined,
    }),
    ...more,
  });
  const all = compareRecords(record(5, { executable: '/bin/sh' }), record(6, { executable: '/bin/ls' }));
  expect(keys('differs', all)).toEqual(['executable']);
  expect(keys('same', all)).toEqual(expect.arrayContaining(['processGroup', 'session', 'terminal', 'nice']));
  expect(all.find(({ key }) => key === 'umask')).toMatchObject({
    verdict: 'unknown',
    left: { hidden: 'not-recorded' },
  });
  const hidden = compareRecords(
    record(5, { executable: undefined, hidden: { executable: 'permission' } }),
    record(6, {}),
  );
  expect(hidden.find(({ key }) => key === 'executable')?.left).toEqual({ hidden: 'other-user' });
});
