import { expect, test } from 'vitest';
import { signalName } from '#shared/model/signals';
import { terminalName } from '#shared/model/terminal-name';

test('terminals are named as ps names them', () => {
  expect(terminalName(0)).toBeUndefined();
  expect(terminalName(0x8803)).toBe('pts/3');
  expect(terminalName((0x1 << 20) | (136 << 8) | 0x2c)).toBe('pts/300');
  expect(terminalName(0x0401)).toBe('tty1');
  expect(terminalName(0x0440)).toBe('ttyS0');
  expect(terminalName(0xfa01)).toBe('250:1');
});

test('signals have their names, real-time ones by their distance', () => {
  expect([1, 9, 15, 17, 19, 31].map(signalName)).toEqual([
    'SIGHUP',
    'SIGKILL',
    'SIGTERM',
    'SIGCHLD',
    'SIGSTOP',
    'SIGSYS',
  ]);
  expect(signalName(36)).toBe('SIGRTMIN+2');
});
