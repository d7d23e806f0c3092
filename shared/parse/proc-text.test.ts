import { describe, expect, test } from 'vitest';
import {
  parseAuxiliaryVector,
  parseCgroupMounts,
  parseCmdline,
  parsePasswd,
  parseStatus,
  parseUptime,
} from './proc-text';
import { parsePsStates } from './ps-text';

describe('parseCmdline', () => {
  test('splits at NUL and keeps empty arguments', () => {
    expect(parseCmdline('sh\0-c\0\0echo hi\0')).toEqual(['sh', '-c', '', 'echo hi']);
  });

  test('gives nothing for a zombie and the whole text for a process that overwrote its title', () => {
    expect(parseCmdline('')).toEqual([]);
    expect(parseCmdline('nginx: worker process')).toEqual(['nginx: worker process']);
  });
});

describe('parseStatus', () => {
  test('takes the effective uid and the pids in nested namespaces', () => {
    const text = 'Name:\tsh\nUmask:\t0022\nState:\tS (sleeping)\nUid:\t1000\t0\t0\t0\nNSpid:\t4711\t1\n';
    expect(parseStatus(text)).toEqual({ uid: 0, namespacePids: [4711, 1] });
  });

  test('is not fooled by a name that looks like a field', () => {
    expect(parseStatus('Name:\t\\nUid:\t9 9 9 9\nUid:\t5\t6\t7\t8\n').uid).toBe(6);
  });

  test('leaves what is missing undefined', () => {
    expect(parseStatus('')).toEqual({ uid: undefined, namespacePids: [] });
  });
});

test('parsePasswd takes the first name of each uid and skips broken lines', () => {
  const users = parsePasswd(
    'root:x:0:0::/root:/bin/sh\ntoor:x:0:0::/:/bin/sh\n\n+nis\nalice:x:1000:1000::/home/alice:\n',
  );
  expect([...users]).toEqual([
    [0, 'root'],
    [1000, 'alice'],
  ]);
});

test('parseUptime gives seconds', () => {
  expect(parseUptime('1651.12 3204.50\n')).toBe(1651.12);
});

test('parseAuxiliaryVector stops at the closing pair', () => {
  expect([...parseAuxiliaryVector([6n, 4096n, 17n, 100n, 0n, 0n, 6n, 1n])]).toEqual([
    [6, 4096],
    [17, 100],
  ]);
});

test('parsePsStates reads the first letter of STAT', () => {
  const states = parsePsStates('    1 Ss\n   42 Z+\n   43 U\n   44 R<l\n\n');
  expect([...states]).toEqual([
    [1, 'sleeping'],
    [42, 'zombie'],
    [43, 'disk-sleep'],
    [44, 'running'],
  ]);
});

test('parseCgroupMounts takes both versions and nothing else', () => {
  const text = `24 30 0:22 / /proc rw,nosuid - proc proc rw
31 24 0:27 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw
32 24 0:28 / /mnt/a\\040b rw - cgroup cgroup rw,pids
`;
  expect(parseCgroupMounts(text)).toEqual(['/sys/fs/cgroup', '/mnt/a b']);
});
