const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** As UTF-8 where it is; a byte that is not becomes `\xff`, so that nothing is lost or mistaken for something else. */
export function decodeBytes(bytes: Uint8Array): string {
  const whole = tryDecode(bytes);
  if (whole !== undefined) return whole;
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes[at] ?? 0);
    const piece = length === 0 ? undefined : tryDecode(bytes.subarray(at, at + length));
    pieces.push(piece ?? `\\x${(bytes[at] ?? 0).toString(16).padStart(2, '0')}`);
    at += piece === undefined ? 1 : length;
  }
  return pieces.join('');
}

function tryDecode(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** How long a sequence is that begins with this byte (utf-8(7)); 0 when none does. */
function sequenceLength(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte >= 0xc2 && byte < 0xe0) return 2;
  if (byte >= 0xe0 && byte < 0xf0) return 3;
  return byte >= 0xf0 && byte < 0xf5 ? 4 : 0;
}
