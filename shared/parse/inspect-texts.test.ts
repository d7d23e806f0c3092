import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bitsOf } from '#shared/parse/bit-mask';
import { parseDescriptorInfo, parseDescriptorLink } from '#shared/parse/descriptor';
import { parseEnvironment } from '#shared/parse/environment';
import { parseLimits } from '#shared/parse/limits';
import { parseHidepid } from '#shared/parse/mount-options';
import { parseInternetSockets, parseUnixSockets } from '#shared/parse/net-sockets';
import { parseIo, parseRollup } from '#shared/parse/proc-counters';
import { countTimers, parseLocks } from '#shared/parse/proc-locks';

test('a mask of any length gives the same bits as counting them one by one', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 130n }), (mask) => {
      const slow = Array.from({ length: 131 }, (_, bit) => bit).filter((bit) => ((mask >> BigInt(bit)) & 1n) === 1n);
      expect(bitsOf(mask.toString(16))).toEqual(slow);
    }),
  );
});

test('limits keep their names, which have spaces, and their units', () => {
  const text = `Limit                     Soft Limit           Hard Limit           Units     
Max cpu time              unlimited            unlimited            seconds   
Max stack size            8388608              unlimited            bytes     
Max open files            20000                20000                files     
Max nice priority         0                    0                    
Max realtime timeout      unlimited            unlimited            us        
`;
  expect(parseLimits(text)).toEqual([
    { name: 'Max cpu time', soft: 'unlimited', hard: 'unlimited', unit: 'seconds' },
    { name: 'Max stack size', soft: 8_388_608, hard: 'unlimited', unit: 'bytes' },
    { name: 'Max open files', soft: 20_000, hard: 20_000, unit: 'files' },
    { name: 'Max nice priority', soft: 0, hard: 0, unit: '' },
    { name: 'Max realtime timeout', soft: 'unlimited', hard: 'unlimited', unit: 'us' },
  ]);
});

describe('a descriptor', () => {
  test.each([
    ['pipe:[45263]', 'pipe', 45_263],
    ['socket:[45264]', 'socket', 45_264],
    ['anon_inode:[eventpoll]', 'epoll', undefined],
    ['anon_inode:[eventfd]', 'eventfd', undefined],
    ['anon_inode:inotify', 'inotify', undefined],
    ['anon_inode:[perf_event]', 'anonymous', undefined],
    ['net:[4026531833]', 'namespace', 4_026_531_833],
    ['/dev/pts/3', 'terminal', undefined],
    ['/dev/null', 'device', undefined],
    ['/memfd:x (deleted)', 'memory', undefined],
    ['/tmp/x (deleted)', 'deleted', undefined],
    ['/tmp/pipe:[1]', 'file', undefined],
  ] as const)('that points at %s is a %s', (link, kind, inode) => {
    expect(parseDescriptorLink(link)).toEqual({ kind, inode });
  });

  test('tells how it is open, and what else its kind has to say', () => {
    expect(parseDescriptorInfo('pos:\t3120\nflags:\t0102001\nmnt_id:\t27\nino:\t2394086\n')).toEqual({
      position: 3_120,
      access: 'write',
      append: true,
      nonBlocking: false,
      closeOnExec: false,
      more: [],
    });
    const epoll =
      'pos:\t0\nflags:\t02000002\nmnt_id:\t17\nino:\t1038\ntfd:        4 events:       19 data:                4  pos:0 ino:b0cf sdev:f\n';
    expect(parseDescriptorInfo(epoll)).toMatchObject({
      access: 'both',
      closeOnExec: true,
      more: ['tfd: 4 events: 19 data: 4 pos:0 ino:b0cf sdev:f'],
    });
    expect(parseDescriptorInfo('pos:\t0\nflags:\t012000000\n')).toMatchObject({ access: 'path' });
    expect(parseDescriptorInfo('pos:\t0\nflags:\t02000002\nscm_fds: 0\n').more).toEqual([]);
  });
});

describe('the tables of sockets', () => {
  const tcp = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode                                                     
   2: 0100007F:9E3F 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 45266 1 0000000092af4474 100 0 0 10 0                     
   4: 0100007F:AC0C 0100007F:9E3F 01 00000000:00000000 00:00000000 00000000     0        0 45267 2 00000000b248c7b9 20 0 0 10 -1                     
`;
  test('give addresses as people write them', () => {
    expect(parseInternetSockets(tcp, 'tcp')).toEqual([
      { inode: 45_266, protocol: 'tcp', local: '127.0.0.1:40511', remote: '0.0.0.0:0', state: 'LISTEN' },
      { inode: 45_267, protocol: 'tcp', local: '127.0.0.1:44044', remote: '127.0.0.1:40511', state: 'ESTABLISHED' },
    ]);
    const six = (address: string) =>
      parseInternetSockets(`head\n 0: ${address}:0050 ${address}:0000 0A 0:0 0:0 0 0 0 9 1 x`, 'tcp')[0]?.local;
    expect(six('00000000000000000000000001000000')).toBe('[::1]:80');
    expect(six('00000000000000000000000000000000')).toBe('[::]:80');
    expect(six('B80D0120000000000000000001000000')).toBe('[2001:db8::1]:80');
    expect(six('0000000000000000FFFF00000100007F')).toBe('[::ffff:127.0.0.1]:80');
  });

  test('name UNIX sockets where they have a name', () => {
    const unix = `Num       RefCount Protocol Flags    Type St Inode Path
00000000d15c625d: 00000003 00000000 00000000 0001 03 45265
00000000caf0dcf2: 00000003 00000000 00000000 0001 03  1057
00000000a8143b88: 00000002 00000000 00010000 0001 01 45269 @insp
00000000848feb53: 00000003 00000000 00000000 0005 03 42976 /run/a b
`;
    expect(parseUnixSockets(unix)).toEqual([
      { inode: 45_265, type: 'stream', listening: false, path: undefined },
      { inode: 1_057, type: 'stream', listening: false, path: undefined },
      { inode: 45_269, type: 'stream', listening: true, path: '@insp' },
      { inode: 42_976, type: 'sequenced', listening: false, path: '/run/a b' },
    ]);
  });
});

test('an environment may hold newlines, empty values and entries without a value', () => {
  expect(parseEnvironment('A=1\0B=\0C\0D=x=y\nz\0\0')).toEqual([
    { name: 'A', value: '1' },
    { name: 'B', value: '' },
    { name: 'C', value: '' },
    { name: 'D', value: 'x=y\nz' },
  ]);
  expect(parseEnvironment('')).toEqual([]);
});

test('counters of input and output, and of memory by share', () => {
  expect(parseIo('rchar: 6976\nwchar: 12\nsyscr: 10\nsyscw: 1\nread_bytes: 4096\nwrite_bytes: 0\n')).toEqual({
    readBytes: 6_976,
    writtenBytes: 12,
    readCalls: 10,
    writeCalls: 1,
    storageReadBytes: 4_096,
    storageWrittenBytes: 0,
  });
  const rollup = `5650b6628000-7ffc8843c000 ---p 00000000 00:00 0                          [rollup]
Rss:                1580 kB
Pss:                 312 kB
Shared_Clean:       1424 kB
Shared_Dirty:          0 kB
Private_Clean:        40 kB
Private_Dirty:       116 kB
Swap:                  4 kB
`;
  expect(parseRollup(rollup)).toEqual({
    rss: 1_580 * 1024,
    pss: 312 * 1024,
    privateBytes: 156 * 1024,
    shared: 1_424 * 1024,
    swap: 4 * 1024,
  });
  expect(parseRollup('')).toBeUndefined();
});

test('locks that are held, not those that are waited for; timers', () => {
  const locks =
    '1: POSIX  ADVISORY  WRITE 16275 fe:00:2147448 0 EOF\n1: -> POSIX  ADVISORY  WRITE 16276 fe:00:2147448 0 EOF\n' +
    '2: FLOCK  ADVISORY  WRITE 12 fe:00:7 0 EOF\n3: OFDLCK ADVISORY  READ -1 00:15:99 0 EOF\n';
  expect(parseLocks(locks).map(({ kind, pid }) => [kind, pid])).toEqual([
    ['POSIX', 16_275],
    ['FLOCK', 12],
    ['OFDLCK', -1],
  ]);
  expect(countTimers('ID: 1\nsignal: 60/00007fff86e452a8\nnotify: signal/pid.2634\nClockID: 0\nID: 0\n')).toBe(2);
});

test('hidepid is that of the last mount on the folder', () => {
  const mounts = 'proc /proc proc rw,relatime,hidepid=2,gid=4 0 0\nsysfs /sys sysfs rw 0 0\n';
  expect(parseHidepid(mounts)).toBe('2');
  expect(parseHidepid(`${mounts}proc /proc proc rw,relatime,hidepid=invisible 0 0\n`)).toBe('invisible');
  expect(parseHidepid(`${mounts}proc /proc proc rw,relatime 0 0\n`)).toBeUndefined();
  expect(parseHidepid(mounts, '/other')).toBeUndefined();
});
