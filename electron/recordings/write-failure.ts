import type { ReadFailure, WriteFailure } from '#shared/ipc/recording-requests';

/** What went wrong, for a sentence in the person's language, and the system's own words (errno(3)). */
export function writeFailureOf(error: unknown): { readonly code: WriteFailure; readonly detail: string } {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return { code: 'disk-full', detail: message };
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return { code: 'permission', detail: message };
  if (code === 'ENOENT' || code === 'ENOTDIR') return { code: 'missing-folder', detail: message };
  return { code: 'unwritable', detail: message };
}

export function readFailureOf(error: unknown): { readonly code: ReadFailure; readonly detail: string } {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return { code: 'missing', detail: message };
  if (code === 'EACCES' || code === 'EPERM') return { code: 'permission', detail: message };
  if (code === 'EISDIR') return { code: 'folder', detail: message };
  return { code: 'unreadable', detail: message };
}
