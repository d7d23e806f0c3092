import { expect, test } from 'vitest';
import { sendableSignals, signalName } from '#shared/model/signals';
import { terminalName } from '#shared/model/terminal-name';
import { createI18n } from '../i18n/create-i18n';
import { signalHint } from './signal-hint';

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
  expect([31, 32, 33, 34].map(signalName)).toEqual(['SIGSYS', '32 (libc)', '33 (libc)', 'SIGRTMIN']);
});

test.each(['en', 'zh'] as const)('every signal that can be sent says what it does (%s)', (language) => {
  const { t } = createI18n(language);
  const hints = sendableSignals.map((signal) => signalHint(signal, t));
  expect(sendableSignals.filter((_, index) => hints[index] === '').map(signalName)).toEqual([]);
});

test.each(['en', 'zh'] as const)('the two signals of the C library say what it calls them (%s)', (language) => {
  const { t } = createI18n(language);
  expect(signalHint(32, t)).toContain('SIGCANCEL');
  expect(signalHint(33, t)).toContain('SIGSETXID');
  expect(sendableSignals).not.toContain(33);
});
