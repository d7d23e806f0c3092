/** The smaller texts of /proc and /etc, each taken apart by one function. */

/** /proc/PID/cmdline: arguments ended by NUL bytes. A kernel thread and a zombie have none. */
export function parseCmdline(text: string): readonly string[] {
  if (text === '') return [];
  return (text.endsWith('\0') ? text.slice(0, -1) : text).split('\0');
}

/** What /proc/PID/status tells beyond stat. */
export interface StatusFacts {
  /** Effective user id. */
  readonly uid: number | undefined;
  /** Its pid in each PID namespace it is in, outermost first. */
  readonly namespacePids: readonly number[];
}

export function parseStatus(text: string): StatusFacts {
  const uids = numbersOf(text, 'Uid');
  return { uid: uids[1], namespacePids: numbersOf(text, 'NSpid') };
}

function numbersOf(text: string, key: string): readonly number[] {
  // The name comes first in status and cannot hold a raw newline there: the kernel escapes it.
  const line = text.match(new RegExp(`^${key}:\\s*(.*)$`, 'm'))?.[1];
  return line === undefined ? [] : line.trim().split(/\s+/).map(Number);
}

/** /etc/passwd (passwd(5)): user names by uid. */
export function parsePasswd(text: string): ReadonlyMap<number, string> {
  const users = new Map<number, string>();
  for (const line of text.split('\n')) {
    const [name, , uid] = line.split(':');
    if (name !== undefined && uid !== undefined && /^\d+$/.test(uid) && !users.has(Number(uid))) {
      users.set(Number(uid), name);
    }
  }
  return users;
}

/** /proc/uptime: seconds since boot. */
export function parseUptime(text: string): number {
  return Number.parseFloat(text);
}

/** The auxiliary vector (getauxval(3)) of a 64-bit process: pairs of numbers, ended by a pair of type 0. */
export function parseAuxiliaryVector(words: readonly bigint[]): ReadonlyMap<number, number> {
  const values = new Map<number, number>();
  for (let at = 0; at + 1 < words.length && words[at] !== 0n; at += 2) {
    values.set(Number(words[at]), Number(words[at + 1]));
  }
  return values;
}

/** The `processes` line of /proc/stat: forks since boot, threads included. */
export function parseStartCount(text: string): number | undefined {
  const count = text.match(/^processes (\d+)$/m)?.[1];
  return count === undefined ? undefined : Number(count);
}

/** /proc/PID/mountinfo (proc_pid_mountinfo(5)): where control groups of either version are mounted. */
export function parseCgroupMounts(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const [before = '', after = ''] = line.split(' - ');
    const mount = before.split(' ')[4];
    return mount !== undefined && /^cgroup2? /.test(after) ? [unescapeOctal(mount)] : [];
  });
}

/** Spaces, tabs, newlines and backslashes in a path are written as `\040` and the like. */
function unescapeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_match, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}
