/** How /proc is mounted, in /proc/self/mounts (proc(5), fstab(5)): with hidepid the kernel hides other users' processes. */
export function parseHidepid(mounts: string, folder = '/proc'): string | undefined {
  // A later mount on the same folder covers the earlier one.
  const options = mounts
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([, target, type]) => target === folder && type === 'proc')
    .at(-1)?.[3];
  const value = options
    ?.split(',')
    .find((option) => option.startsWith('hidepid='))
    ?.slice('hidepid='.length);
  return value === undefined || value === '0' || value === 'off' ? undefined : value;
}
