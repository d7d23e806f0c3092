import { expect, test } from 'vitest';
import { createFormat } from './format';

const english = createFormat('en');
const chinese = createFormat('zh');

test('a duration has its two largest units and never runs ahead', () => {
  expect(english.duration(0)).toBe('0s');
  expect(english.duration(12_999)).toBe('12s');
  expect(english.duration(185_000)).toBe('3m 5s');
  expect(english.duration(180_000)).toBe('3m');
  expect(english.duration(26 * 3_600_000)).toBe('1d 2h');
  expect(chinese.duration(185_000)).toBe('3分钟5秒');
});

test('an exact length of time has hundredths of a second below a minute', () => {
  expect(english.seconds(0)).toBe('0s');
  expect(english.seconds(100)).toBe('0.1s');
  expect(english.seconds(2_030)).toBe('2.03s');
  expect(english.seconds(60_000)).toBe('1m');
  expect(chinese.seconds(500)).toBe('0.5秒');
});

test('bytes are in powers of 1024', () => {
  expect(english.bytes(0)).toBe('0 B');
  expect(english.bytes(1536)).toBe('1.5 KiB');
  expect(english.bytes(2 ** 31)).toBe('2 GiB');
});

test('a share is of one core and may be more than all of it', () => {
  expect(english.share(0.463)).toBe('46.3%');
  expect(english.share(2)).toBe('200%');
});

test('a time of another day carries the day, of another year the year', () => {
  const now = new Date(2026, 4, 2, 8, 14, 3).getTime();
  const day = 86_400_000;
  expect(english.time(now, now)).toBe('08:14:03');
  expect(english.time(now - day, now)).toBe('May 1, 08:14:03');
  expect(chinese.time(now - day, now)).toContain('5月1日');
  expect(english.time(now - 365 * day, now)).toContain('2025');
});
