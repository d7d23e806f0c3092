import { afterEach, expect, test, vi } from 'vitest';
import { monotonicEpochMs } from './source';

afterEach(() => vi.useRealTimers());

test('time goes on when somebody sets the clock back, and jumps along when it is set forward or the computer slept', () => {
  const real = Date.now();
  vi.useFakeTimers({ toFake: ['Date'], now: real });
  const before = monotonicEpochMs();
  expect(Math.abs(before - real)).toBeLessThan(1_000);
  vi.setSystemTime(real - 3_600_000);
  const back = monotonicEpochMs();
  expect(back).toBeGreaterThanOrEqual(before);
  expect(back - before).toBeLessThan(1_000);
  vi.setSystemTime(real + 7_200_000);
  expect(monotonicEpochMs() - back).toBeGreaterThan(7_000_000);
});
