/** Remembers the last call: the same arguments (by reference) give the same result object. */
export function memoizeLast<Arguments extends readonly unknown[], Result>(
  compute: (...args: Arguments) => Result,
): (...args: Arguments) => Result {
  let last: { readonly args: Arguments; readonly result: Result } | undefined;
  return (...args) => {
    if (last?.args.every((value, index) => Object.is(value, args[index])) === true) return last.result;
    last = { args, result: compute(...args) };
    return last.result;
  };
}
