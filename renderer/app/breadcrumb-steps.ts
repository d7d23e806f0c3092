/** A long way down has no room for each step: where it starts and where it ends matter most. */

/** So many of the last are shown, the selected one among them. */
const LAST = 6;

export interface Steps<One> {
  readonly first: readonly One[];
  /** So many are left out between the two. */
  readonly leftOut: number;
  readonly last: readonly One[];
}

/** Leaving out a single one would save nothing. */
export function shortened<One>(line: readonly One[]): Steps<One> {
  const leftOut = line.length - 1 - LAST;
  if (leftOut < 2) return { first: [], leftOut: 0, last: line };
  return { first: line.slice(0, 1), leftOut, last: line.slice(-LAST) };
}
