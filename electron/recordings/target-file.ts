/**
 * Where a file is written before it takes its place. A regular file, or one that is not there yet, gets its content by
 * rename(2): whole or not at all, with the rights of the file that was there, and where a link leads. A pipe, a device
 * or a terminal is no file that could be replaced: what is written goes straight into it.
 */
import type { Stats } from 'node:fs';
import { type FileHandle, open, readlink, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

export interface TargetFile {
  readonly file: FileHandle;
  /** It can be forced onto a disk (fsync(2)), and it is there only when it is whole. */
  readonly isRegular: boolean;
  /** Puts what was written, and closed, in its place. */
  place(): Promise<void>;
  /** Takes away what was written. */
  discard(): Promise<void>;
}

/** Rejects with the system's reason; nothing is left behind then. */
export async function openTarget(path: string): Promise<TargetFile> {
  const old = await statOf(path);
  if (old !== undefined && !old.isFile()) return openInPlace(path);
  const target = await followLinks(path);
  const partial = `${target}.${process.pid}.part`;
  const discard = () => rm(partial, { force: true });
  const file = await open(partial, 'w', old === undefined ? 0o666 : old.mode & 0o700);
  try {
    if (old !== undefined) await keepRights(file, old);
  } catch (error) {
    await file.close();
    await discard();
    throw error;
  }
  return { file, isRegular: true, place: () => rename(partial, target), discard };
}

async function openInPlace(path: string): Promise<TargetFile> {
  const nothing = () => Promise.resolve();
  return { file: await open(path, 'w'), isRegular: false, place: nothing, discard: nothing };
}

/** Of what a link leads to; undefined when there is nothing yet. */
async function statOf(path: string): Promise<Stats | undefined> {
  return stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

/** The name that open(2) would create: a link may lead to a file that is not there yet. */
async function followLinks(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const link = await readlink(path).catch(() => undefined);
  return link === undefined ? path : followLinks(resolve(dirname(path), link));
}

/**
 * Only root may give a file away, and others only to a group of theirs. What cannot have its group any more is not for
 * the group that it has got instead. The umask does not matter to a mode that somebody chose.
 */
async function keepRights(file: FileHandle, { mode, uid, gid }: Stats): Promise<void> {
  const own = process.getuid?.() ?? uid;
  const isKept = await file.chown(own === 0 ? uid : own, gid).then(
    () => true,
    () => false,
  );
  await file.chmod(mode & (isKept ? 0o777 : 0o707));
}
