// @vitest-environment jsdom
import { expect, test, vi } from 'vitest';
import { timeWork } from './pace';

test('times the work and all that came of it', async () => {
  let now = 100;
  vi.spyOn(window.performance, 'now').mockImplementation(() => now);
  const tell = vi.fn();
  timeWork(window, tell);
  now += 4;
  expect(tell).not.toHaveBeenCalled();
  await vi.waitFor(() => expect(tell).toHaveBeenCalledExactlyOnceWith(4));
  vi.restoreAllMocks();
});
