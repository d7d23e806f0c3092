import { expect, test } from 'vitest';
import { atMostEvery } from './at-most-every';

test('the first passes at once, then one in each interval', () => {
  const passed: number[] = [];
  let time = 0;
  const tell = atMostEvery(
    250,
    (value: number) => passed.push(value),
    () => time,
  );
  for (time = 0; time <= 1_000; time += 10) tell(time);
  expect(passed).toEqual([0, 250, 500, 750, 1_000]);
});
