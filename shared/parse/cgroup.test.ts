import { describe, expect, test } from 'vitest';
import { containerOf, parseCgroup } from './cgroup';

const ID = '4f0cb7b2a1d9e6530c8f7a2b1d4e5f60718293a4b5c6d7e8f90112233445566a';
const SHORT = '4f0cb7b2a1d9';

/** Captured, with another name in its path, on a system with both versions where only memory is controlled. */
const hybrid = `9:name=systemd:/
8:pids:/
7:blkio:/
6:freezer:/
5:devices:/
4:memory:/batch/0f1e2d3c4b5a69788796a5b4c3d2e1f0
3:cpuset:/
2:cpuacct:/
1:cpu:/
0::/
`;

/** Docker on version 1, where the daemon's own line of version 2 tells nothing. */
const dockerV1 = `12:cpuset:/docker/${ID}
11:pids:/docker/${ID}
4:cpu,cpuacct:/docker/${ID}
1:name=systemd:/docker/${ID}
0::/system.slice/containerd.service
`;

describe('parseCgroup', () => {
  test('takes the one path of version 2, colons and all', () => {
    expect(parseCgroup('0::/user.slice/user-1000.slice/session-2.scope\n')).toBe(
      '/user.slice/user-1000.slice/session-2.scope',
    );
    expect(parseCgroup('0::/system.slice/a:b.service\n')).toBe('/system.slice/a:b.service');
    expect(parseCgroup('0::/\n')).toBe('/');
  });

  test('takes the path that systemd gave on version 1', () => {
    const text = '11:memory:/user.slice\n3:cpu,cpuacct:/\n1:name=systemd:/user.slice/session-2.scope\n';
    expect(parseCgroup(text)).toBe('/user.slice/session-2.scope');
  });

  test('takes the one path below the root where there is only one', () => {
    expect(parseCgroup(hybrid)).toBe('/batch/0f1e2d3c4b5a69788796a5b4c3d2e1f0');
  });

  test("prefers the path of a container to the daemon's", () => {
    expect(parseCgroup(dockerV1)).toBe(`/docker/${ID}`);
  });

  test('finds a controller that shares its line', () => {
    expect(parseCgroup('5:cpu,pids:/a\n')).toBe('/a');
  });

  test('drops the note on a group that has been removed', () => {
    expect(parseCgroup('0::/user.slice/run-9.scope (deleted)\n')).toBe('/user.slice/run-9.scope');
  });

  test('knows nothing where nothing is told', () => {
    expect(parseCgroup('')).toBeUndefined();
    expect(parseCgroup('5:cpu:/a\nnonsense\n')).toBeUndefined();
  });
});

describe('containerOf', () => {
  test.each([
    ['docker, systemd', `/system.slice/docker-${ID}.scope`, SHORT],
    ['docker, cgroupfs', `/docker/${ID}`, SHORT],
    ['a group inside the container', `/system.slice/docker-${ID}.scope/init.scope`, SHORT],
    [
      'kubernetes, containerd',
      `/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod1f2e.slice/cri-containerd-${ID}.scope`,
      SHORT,
    ],
    ['kubernetes, cgroupfs', `/kubepods/besteffort/pod1f2e3d4c/${ID}`, SHORT],
    ['kubernetes, two drivers', `/system.slice/containerd.service/kubepods-pod1f2e.slice:cri-containerd:${ID}`, SHORT],
    ['cri-o', `/kubepods.slice/crio-${ID}.scope`, SHORT],
    ['podman', `/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-${ID}.scope/container`, SHORT],
    ['the inner of two', `/docker/${'0'.repeat(64)}/docker/${ID}`, SHORT],
    ['lxc', '/lxc/web-1', 'web-1'],
    ['lxc and a service in it', '/lxc/web-1/system.slice/ssh.service', 'web-1'],
    ['lxc, payload', '/lxc.payload.web-1/init.scope', 'web-1'],
    ['nspawn', '/machine.slice/systemd-nspawn@build.service/payload', 'build'],
  ])('%s', (_form, path, container) => {
    expect(containerOf(path)).toBe(container);
  });

  test.each([
    ['the root', '/'],
    ['a session', '/user.slice/user-1000.slice/session-2.scope'],
    ['the daemon itself', '/system.slice/docker.service'],
    ['the watcher over a podman container', `/user.slice/libpod-conmon-${ID}.scope`],
    ['the watcher over a cri-o container', `/system.slice/crio-conmon-${ID}.scope`],
    ['the monitor of an lxc container', '/lxc.monitor.web-1'],
    ['a pod without a container', '/kubepods/besteffort/pod1f2e3d4c'],
    ['an id that is too short', '/batch/0f1e2d3c4b5a69788796a5b4c3d2e1f0'],
  ])('none in %s', (_what, path) => {
    expect(containerOf(path)).toBeUndefined();
  });
});
