/**
 * A process may call itself anything: with newlines, escape sequences, or characters that turn the writing direction
 * round to look like something else (Trojan Source, CVE-2021-42574). Here each such character becomes a visible sign.
 */
const invisible =
  /[\p{Cc}\p{Zl}\p{Zp}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Cs}/gu;

const CONTROL_PICTURES = 0x2400;
const SYMBOL_FOR_DELETE = '\u2421';

export function visibleText(text: string): string {
  return text.replace(invisible, picture);
}

/** Newline → ␊, escape → ␛, right-to-left override → ⟨202E⟩. */
function picture(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(CONTROL_PICTURES + code);
  if (code === 0x7f) return SYMBOL_FOR_DELETE;
  return `⟨${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
