/** Closes a union: a case that was forgotten is a compile error, a foreign value at run time is a clear one. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
