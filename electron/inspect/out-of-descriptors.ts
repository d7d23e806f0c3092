/** We have no descriptor left to look with (EMFILE, ENFILE): that is about us, and says nothing of whom we looked at. */
export class OutOfDescriptors extends Error {
  constructor(readonly errno: string) {
    super(`No descriptor is free to look at a process with (${errno})`);
  }
}

/** For whoever takes any other failure to mean that the process is gone or hidden. */
export function rethrowWhenOutOfDescriptors(error: unknown): void {
  const errno = error instanceof Error && 'code' in error ? error.code : undefined;
  throwWhenOutOfDescriptors(errno);
}

export function throwWhenOutOfDescriptors(errno: unknown): void {
  if (errno === 'EMFILE' || errno === 'ENFILE') throw new OutOfDescriptors(errno);
}
