const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** 2³, for a whole exponent. */
export function powerOfTwo(exponent: number): string {
  return `2${[...String(exponent)].map((digit) => superscripts[Number(digit)]).join('')}`;
}
