/**
 * A process may call itself anything: with newlines, escape sequences, or characters that turn the writing direction
 * round to look like something else (Trojan Source, CVE-2021-42574). Here each such character becomes its name, in
 * letters that every font has: Unicode's pictures of control characters (␊) are in few.
 */
const invisible =
  /[\p{Cc}\p{Zl}\p{Zp}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Cs}/gu;

/** ASCII's own abbreviations, from 0 on. */
const controls = [
  ...['NUL', 'SOH', 'STX', 'ETX', 'EOT', 'ENQ', 'ACK', 'BEL', 'BS', 'TAB', 'LF', 'VT', 'FF', 'CR', 'SO', 'SI'],
  ...['DLE', 'DC1', 'DC2', 'DC3', 'DC4', 'NAK', 'SYN', 'ETB', 'CAN', 'EM', 'SUB', 'ESC', 'FS', 'GS', 'RS', 'US'],
];
const DELETE = 0x7f;

export function visibleText(text: string): string {
  return text.replace(invisible, (character) => `‹${nameOf(character.codePointAt(0) ?? 0)}›`);
}

/** The same of a name, which may consist of blanks alone, or of nothing: that is seen too. */
export function visibleName(name: string): string {
  if (name === '') return '‹›';
  const isBlank = name.trim() === '';
  return isBlank ? visibleText(name).replace(/\s/gu, (blank) => `‹${nameOfBlank(blank)}›`) : visibleText(name);
}

function nameOfBlank(blank: string): string {
  return blank === ' ' ? 'SP' : nameOf(blank.codePointAt(0) ?? 0);
}

function nameOf(code: number): string {
  if (code === DELETE) return 'DEL';
  return controls[code] ?? code.toString(16).toUpperCase().padStart(4, '0');
}
