import { describe, expect, test } from 'vitest';
import { checkDaemon, checklistIds } from './daemon-checklist';
import { type DaemonTexts, parseDaemonFacts } from './daemon-facts';

/** As /proc showed a daemon of python-daemon's kind, adopted by init. */
const daemon: DaemonTexts = {
  stat: '4711 (a) (daemon) S 1 4709 4709 0 -1 4194560 812 0 0 0 3 1 0 0 20 0 1 0 8123 17 0',
  status:
    'Name:\ta) (daemon\nUmask:\t0000\nUid:\t1000\t1000\t1000\t1000\nGid:\t1000\t1000\t1000\t1000\n' +
    'SigIgn:\t0000000001391000\nSigCgt:\t0000000000004002\n',
  limits:
    'Limit  Soft Limit  Hard Limit  Units\nMax core file size        0                    0                    bytes\n',
  directory: '/',
  root: '/',
  descriptors: [
    { number: 0, target: '/dev/null' },
    { number: 1, target: '/var/log/a.log' },
    { number: 2, target: '/dev/null' },
    { number: 3, target: '/run/a.pid' },
    { number: 500, target: 'socket:[812]' },
  ],
  parent: { pid: 1, name: 'systemd', isInit: true },
};

function judge(changes: Partial<DaemonTexts>, startersGroup: number | undefined = 4700): Record<string, unknown> {
  const items = checkDaemon(parseDaemonFacts({ ...daemon, ...changes }), startersGroup);
  return Object.fromEntries(items.map(({ id, met }) => [id, met]));
}

describe('the checklist of PEP 3143', () => {
  test('is met in all but the root directory by a well-behaved daemon', () => {
    const expected = Object.fromEntries(checklistIds.map((id) => [id, id !== 'chroot']));
    expect(judge({})).toEqual(expected);
  });

  test('tells a terminal and its foreground', () => {
    const stat = daemon.stat.replace('S 1 4709 4709 0 -1', 'S 1 4711 4711 34818 4711');
    const items = checkDaemon(parseDaemonFacts({ ...daemon, stat }), 4711);
    expect(items.filter(({ met }) => met === false).map(({ id, detail }) => [id, detail])).toEqual([
      ['background', 'pgid 4711 ≟ 4711'],
      ['group', 'pgid 4711'],
      ['terminal', 'pts/2'],
      ['no-reacquiring', 'sid 4711'],
      ['chroot', '/'],
    ]);
  });

  test.each<[string, Partial<DaemonTexts>]>([
    ['descriptors', { descriptors: [{ number: 3, target: 'pipe:[12]' }] }],
    ['descriptors', { descriptors: [{ number: 12, target: 'socket:[12]' }] }],
    ['directory', { directory: '/home/me' }],
    ['umask', { status: daemon.status.replace('Umask:\t0000', 'Umask:\t0022') }],
    ['terminal-signals', { status: daemon.status.replace('SigIgn:\t0000000001391000', 'SigIgn:\t0000000001191000') }],
    ['sigterm', { status: daemon.status.replace('SigCgt:\t0000000000004002', 'SigCgt:\t0000000000000002') }],
    ['sigchld', { status: daemon.status.replace('SigIgn:\t0000000001391000', 'SigIgn:\t0000000001381000') }],
    ['init', { parent: { pid: 99, name: 'bash', isInit: false } }],
    ['streams', { descriptors: [{ number: 1, target: '/dev/pts/3' }] }],
    ['streams', { descriptors: [{ number: 1, target: 'pipe:[7]' }] }],
    ['core', { limits: 'Max core file size        0                    unlimited            bytes\n' }],
    ['set-id', { status: daemon.status.replace('Uid:\t1000\t1000\t1000', 'Uid:\t1000\t1000\t0') }],
    ['owner', { status: daemon.status.replace('Uid:\t1000\t1000', 'Uid:\t1000\t0') }],
  ])('%s is not met: %j', (id, changes) => {
    expect(judge(changes)[id]).toBe(false);
  });

  test('does not guess at what is hidden, nor at a PID file that is not held open', () => {
    const hidden = judge({ descriptors: undefined, directory: undefined, root: undefined, limits: undefined });
    const unseen = Object.entries(hidden).filter(([, met]) => met === 'not-observable');
    expect(unseen.map(([id]) => id)).toEqual(['descriptors', 'directory', 'streams', 'core', 'pid-file', 'chroot']);
    expect(judge({ descriptors: [] })['pid-file']).toBe('not-observable');
    expect(checkDaemon(parseDaemonFacts(daemon), undefined).find(({ id }) => id === 'group')?.met).toBe(
      'not-observable',
    );
  });

  test('takes / for its own root directory as the place to be', () => {
    expect(judge({ directory: '/srv/jail', root: '/srv/jail' })).toMatchObject({ directory: true, chroot: true });
  });
});
