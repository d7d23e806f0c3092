/** A hexadecimal mask as /proc prints it, lowest bit last: which bits are set, lowest first. */
export function bitsOf(mask: string): readonly number[] {
  const bits: number[] = [];
  for (let at = mask.length - 1, base = 0; at >= 0; at--, base += 4) {
    const nibble = Number.parseInt(mask[at] ?? '0', 16);
    for (let bit = 0; bit < 4; bit++) if ((nibble & (1 << bit)) !== 0) bits.push(base + bit);
  }
  return bits;
}

/** The numbers of the signals in a mask: bit 0 is signal 1. */
export function signalsOf(mask: string): readonly number[] {
  return bitsOf(mask).map((bit) => bit + 1);
}
