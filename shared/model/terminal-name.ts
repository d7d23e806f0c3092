/** Device numbers as proc_pid_stat(5) packs them: minor in bits 31-20 and 7-0, major in bits 15-8. */
const VIRTUAL_TERMINAL_MAJOR = 4;
const FIRST_SERIAL_MINOR = 64;
const FIRST_PTS_MAJOR = 136;
const LAST_PTS_MAJOR = 143;

/** `pts/3`, `tty1`; undefined for 0, which means none. */
export function terminalName(device: number): string | undefined {
  if (device === 0) return undefined;
  const major = (device >> 8) & 0xff;
  const minor = (device & 0xff) | ((device >> 12) & 0xfff00);
  if (major >= FIRST_PTS_MAJOR && major <= LAST_PTS_MAJOR) return `pts/${(major - FIRST_PTS_MAJOR) * 256 + minor}`;
  if (major === VIRTUAL_TERMINAL_MAJOR) {
    return minor < FIRST_SERIAL_MINOR ? `tty${minor}` : `ttyS${minor - FIRST_SERIAL_MINOR}`;
  }
  return `${major}:${minor}`;
}
