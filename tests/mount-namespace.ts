/** A window with mounts of its own, so that /proc can be covered and a disk be full for it alone. Only root can. */
import { execFileSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const canMount = process.getuid?.() === 0;

/** A program in `folder` that starts Electron in a mount namespace, after `mounts`, a shell command. */
export function electronWithOwnMounts(folder: string, mounts = ':'): string {
  const file = join(folder, 'electron');
  writeFileSync(
    file,
    `#!/bin/sh
[ -n "$IN_OWN_MOUNTS" ] || IN_OWN_MOUNTS=1 exec unshare --mount "$0" "$@"
${mounts}
exec ${process.env.FORKSCOPE_ELECTRON} "$@"
`,
  );
  chmodSync(file, 0o755);
  return file;
}

const program = `
import ctypes, os, sys
libc = ctypes.CDLL(None, use_errno=True)
pid, action = sys.argv[1:]
assert libc.setns(os.open(f"/proc/{pid}/ns/mnt", os.O_RDONLY), 0) == 0
if action == "cover":
    assert libc.mount(b"none", b"/proc", b"tmpfs", 0, None) == 0, ctypes.get_errno()
else:
    assert libc.umount2(b"/proc", 2) == 0, ctypes.get_errno()
`;

/** Lays an empty folder over /proc for those processes, or takes it away. */
export function changeProc(pid: number, action: 'cover' | 'uncover'): void {
  execFileSync('python3', ['-c', program, String(pid), action]);
}
