/** Passes on the first and then no more than one in so many milliseconds; what comes between is left out, not kept. */
export function atMostEvery<Value>(
  intervalMs: number,
  pass: (value: Value) => void,
  now: () => number = () => performance.now(),
): (value: Value) => void {
  let passedAt = Number.NEGATIVE_INFINITY;
  return (value) => {
    if (now() - passedAt < intervalMs) return;
    passedAt = now();
    pass(value);
  };
}
