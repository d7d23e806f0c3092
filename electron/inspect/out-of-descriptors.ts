/** We have no descriptor left to look with (EMFILE, ENFILE): that is about us, and says nothing of whom we looked at. */
export class OutOfDescriptors extends Error {
  constructor(readonly errno: string) {
    super(`No descriptor is free to look at a process with (${errno})`);
  }
}

export function isOutOfDescriptors(errno: unknown): errno is string {
  return errno === 'EMFILE' || errno === 'ENFILE';
}
