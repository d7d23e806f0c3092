/**
 * Reads /proc synchronously (measured: several times faster here than promises, and it runs in a process of its own)
 * into one reused buffer. What is read of a process again and again stays open; the number of open files is bounded.
 * Processes vanish between any two reads: that is `undefined`, never an error.
 */
import { closeSync, openSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import koffi from 'koffi';
import { decodeBytes } from './decode-bytes';
import { createPidList } from './pid-list';

export interface ProcfsFiles {
  /** Throws when the folder cannot be listed. */
  listPids(): readonly number[];
  /** Reads stat into `buffer`; the number of bytes, or undefined when the process is gone. Keeps the file open. */
  readStat(pid: number): number | undefined;
  /** The same for a process that may not live long: nothing is kept open. */
  readStatOnce(pid: number): number | undefined;
  /** Reads schedstat into `buffer`; undefined when the process is gone or no more files may be open. Keeps it open. */
  readActivity(pid: number): number | undefined;
  /** Whether this kernel keeps the account that `readActivity` reads. */
  countsRuns(): boolean;
  readonly buffer: Buffer;
  readText(pid: number, file: string): TextRead;
  readLink(pid: number, file: string): TextRead;
  forget(pid: number): void;
  close(): void;
}

type TextRead = { readonly text: string } | { readonly missing: 'permission' | 'gone' };

/** Leaves room for whatever else the process has open. */
const SPARE_DESCRIPTORS = 128;
/** Of the process, and of the whole computer. */
const NO_ROOM = ['EMFILE', 'ENFILE'];

export function createProcfsFiles(root: string, maxDescriptors: number): ProcfsFiles {
  const buffer = Buffer.alloc(4096);
  const stats = new Map<number, number>();
  const activities = new Map<number, number>();
  let capacity = Math.max(0, maxDescriptors - SPARE_DESCRIPTORS);
  const listPids = createPidList(root);

  const pathOf = (pid: number, file: string) => join(root, String(pid), file);
  const hasRoom = () => stats.size + activities.size < capacity;

  /** When no more files may be open, what is kept open is given up: the limit was lowered, or others of us need more. */
  function withRoom<Value>(act: () => Value): Value {
    try {
      return act();
    } catch (error) {
      const kept = stats.size + activities.size;
      if (!NO_ROOM.includes(codeOf(error) ?? '') || kept === 0) throw error;
      capacity = Math.max(0, Math.floor(kept / 2) - SPARE_DESCRIPTORS);
      close();
      return act();
    }
  }

  function close(): void {
    for (const pid of [...stats.keys(), ...activities.keys()]) forget(pid);
  }

  function readOpen(kept: Map<number, number>, pid: number, descriptor: number): number | undefined {
    const length = readOrUndefined(descriptor, buffer);
    // ESRCH: the process that this descriptor meant is gone. Its pid may belong to another one by now.
    if (length === undefined) closeOne(kept, pid);
    return length;
  }

  function readFresh(pid: number, file: string, kept?: Map<number, number>): number | undefined {
    const descriptor = withRoom(() => openOrUndefined(pathOf(pid, file)));
    if (descriptor === undefined) return undefined;
    const length = readOrUndefined(descriptor, buffer);
    if (kept !== undefined && length !== undefined && hasRoom()) kept.set(pid, descriptor);
    else closeSync(descriptor);
    return length;
  }

  function readStat(pid: number): number | undefined {
    const descriptor = stats.get(pid);
    const length = descriptor === undefined ? undefined : readOpen(stats, pid, descriptor);
    return length ?? readFresh(pid, 'stat', stats);
  }

  /** A descriptor that fails is not replaced at once: the next answer would be about another process. */
  function readActivity(pid: number): number | undefined {
    const descriptor = activities.get(pid);
    if (descriptor !== undefined) return readOpen(activities, pid, descriptor);
    return hasRoom() ? readFresh(pid, 'schedstat', activities) : undefined;
  }

  function countsRuns(): boolean {
    const own = attempt(() => readFileSync(join(root, 'self', 'schedstat'), 'utf8'));
    return 'text' in own && !own.text.startsWith('0 0 0\n');
  }

  function forget(pid: number): void {
    closeOne(stats, pid);
    closeOne(activities, pid);
  }

  return {
    buffer,
    listPids: () => withRoom(listPids),
    readStat,
    readStatOnce: (pid) => readFresh(pid, 'stat'),
    readActivity,
    countsRuns,
    readText: (pid, file) => attempt(() => withRoom(() => decodeBytes(readFileSync(pathOf(pid, file))))),
    readLink: (pid, file) => attempt(() => decodeBytes(readlinkSync(pathOf(pid, file), 'buffer'))),
    forget,
    close,
  };
}

function closeOne(kept: Map<number, number>, pid: number): void {
  const descriptor = kept.get(pid);
  if (descriptor === undefined) return;
  kept.delete(pid);
  closeSync(descriptor);
}

/** Errors of open and read alike mean that the process is gone or not ours to see: either way there is nothing to show. */
function openOrUndefined(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch (error) {
    rethrowUnless(error, ['ENOENT', 'ESRCH', 'EACCES', 'EPERM']);
    return undefined;
  }
}

/** By pread(2) itself: of thousands of reads Node's readSync takes a third longer, and throws when a process is gone. */
const pread: (descriptor: number, bytes: Buffer, count: number, offset: number) => number = koffi
  .load(null)
  .func('int64_t pread(int, void *, size_t, int64_t)');

function readOrUndefined(descriptor: number, buffer: Buffer): number | undefined {
  const length = pread(descriptor, buffer, buffer.length, 0);
  return length > 0 ? length : undefined;
}

function attempt(read: () => string): TextRead {
  try {
    return { text: read() };
  } catch (error) {
    rethrowUnless(error, ['ESRCH', 'ENOENT', 'EACCES', 'EPERM']);
    return { missing: codeOf(error) === 'EACCES' || codeOf(error) === 'EPERM' ? 'permission' : 'gone' };
  }
}

function rethrowUnless(error: unknown, expected: readonly string[]): void {
  if (!expected.includes(codeOf(error) ?? '')) throw error;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
