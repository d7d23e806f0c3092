/**
 * A process names itself with any bytes it likes (prctl(2), PR_SET_NAME). Here every character that would be invisible,
 * break the line or turn the writing direction of what follows becomes a visible mark.
 */

/** Controls, format characters, line and paragraph separators, half surrogates; not what joins emoji and letters. */
const UNSEEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** No card shows more; the inspector has the rest. */
const LONGEST = 80;

export function visibleText(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return short.replace(UNSEEN, visibleMark);
}

function visibleMark(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  // Unicode has pictures of the first 32 controls and of DEL: ␀ … ␟ and ␡.
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '␡';
  return `‹${code.toString(16).padStart(2, '0')}›`;
}
