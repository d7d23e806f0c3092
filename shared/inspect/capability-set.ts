/** How a set of capabilities is told in few words: most are all, none, or all but a few (capabilities(7)). */

export type CapabilitySet =
  | { readonly kind: 'all'; readonly count: number }
  | { readonly kind: 'all-but'; readonly missing: readonly number[] }
  | { readonly kind: 'some'; readonly held: readonly number[] };

/** More than these are not named as missing. */
const FEW = 5;

/** `last`: the highest bit that the kernel knows; undefined where it does not tell, and then nothing is called all. */
export function describeCapabilities(bits: readonly number[], last: number | undefined): CapabilitySet {
  if (last === undefined) return { kind: 'some', held: bits };
  const held = new Set(bits);
  const missing = Array.from({ length: last + 1 }, (_, bit) => bit).filter((bit) => !held.has(bit));
  if (missing.length === 0) return { kind: 'all', count: bits.length };
  return missing.length <= FEW && missing.length < bits.length
    ? { kind: 'all-but', missing }
    : { kind: 'some', held: bits };
}
