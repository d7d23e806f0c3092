/**
 * /proc/PID of one process: every read gives a value or the reason for which there is none. Reads are synchronous, so
 * all of this runs in the inspector's own thread.
 */
import { closeSync, openSync, readdirSync, readlinkSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Fact, FactReason } from '#shared/inspect/facts';
import type { InspectReply } from '#shared/ipc/inspect-requests';
import type { ProcessId, ProcessState } from '#shared/model/process';
import { hasEnded, hasOnlyLostItsLeader, parseStatFacts, type StatFacts } from '#shared/parse/proc-stat-facts';
import { decodeBytes } from '../collector/decode-bytes';
import { isPidInUse, reasonFor } from './gather-evidence';
import { rethrowWhenOutOfDescriptors } from './out-of-descriptors';

/** What the kernel keeps for the text of one file; more is cut, and said to be. */
const USUAL_LIMIT_BYTES = 256 * 1024;

export interface BoundedText {
  readonly text: string;
  readonly bytes: number;
  readonly cut: boolean;
}

export interface ProcessFolder {
  readonly stat: StatFacts;
  /** `needs` is what only a living process with a program of its own has. */
  read<Value>(file: string, parse: (text: BoundedText) => Value, options?: ReadOptions): Fact<Value>;
  link(file: string, options?: ReadOptions): Fact<string>;
  list(folder: string, options?: ReadOptions): Fact<readonly string[]>;
}

interface ReadOptions {
  readonly limitBytes?: number;
  /**
   * `memory`: a kernel thread has none. `life`: only what has not ended has it. `thread`: each thread has it for itself.
   * All three are read of another thread when the first one, of which /proc/PID tells, has ended before the others.
   */
  readonly needs?: 'memory' | 'life' | 'thread';
}

/** The identity is checked before and after, so that a later owner of the pid is never taken for the process. */
export function lookAt<Value>(
  id: ProcessId,
  read: (folder: ProcessFolder) => Value,
  root = '/proc',
): InspectReply<Value> {
  const path = join(root, String(Number.parseInt(id, 10)));
  const stat = readStat(path);
  if (stat === undefined) return { ok: false, code: isPidInUse(id) ? 'hidden' : 'gone' };
  if (stat.id !== id) return { ok: false, code: 'gone' };
  const value = read(createProcessFolder(path, stat));
  return readStat(path)?.id === id ? { ok: true, value } : { ok: false, code: 'gone' };
}

export function readStat(path: string): StatFacts | undefined {
  try {
    return parseStatFacts(readBounded(join(path, 'stat'), USUAL_LIMIT_BYTES).text);
  } catch (error) {
    rethrowWhenOutOfDescriptors(error);
    return undefined;
  }
}

function createProcessFolder(path: string, stat: StatFacts): ProcessFolder {
  const living = folderOfLivingThread(path, stat);
  function attempt<Value>(file: string, read: (path: string) => Value, needs: ReadOptions['needs']): Fact<Value> {
    const without = withoutReading(stat, needs);
    if (without !== undefined) return { hidden: without };
    try {
      return { value: read(join(needs === undefined ? path : living, file)) };
    } catch (error) {
      return { hidden: reasonFor(path, stat, file, error) };
    }
  }
  return {
    stat,
    read: (file, parse, { limitBytes = USUAL_LIMIT_BYTES, needs } = {}) =>
      attempt(file, (where) => parse(readBounded(where, limitBytes)), needs),
    link: (file, { needs } = {}) => attempt(file, (where) => decodeBytes(readlinkSync(where, 'buffer')), needs),
    list: (folder, { needs } = {}) => attempt(folder, (where) => readdirSync(where), needs),
  };
}

/** Of these the kernel gives an empty file instead of an error. */
function withoutReading(stat: StatFacts, needs: ReadOptions['needs']): FactReason | undefined {
  if (needs === 'memory' && stat.kernelThread) return 'kernel-thread';
  return (needs === 'memory' || needs === 'life') && hasEnded(stat) ? 'zombie' : undefined;
}

/** Where to read what the kernel drops when a thread ends: nearly always the process's own folder. */
export function folderOfLivingThread(path: string, stat: StatFacts): string {
  if (!hasOnlyLostItsLeader(stat)) return path;
  const threads = threadsIn(path).map((tid) => join(path, 'task', String(tid)));
  const isLiving = (state: ProcessState | undefined) => state !== undefined && state !== 'zombie' && state !== 'dead';
  return threads.find((thread) => isLiving(readStat(thread)?.state)) ?? path;
}

/** None of a process that has ended meanwhile. */
export function threadsIn(path: string): readonly number[] {
  try {
    return readdirSync(join(path, 'task')).map(Number);
  } catch (error) {
    rethrowWhenOutOfDescriptors(error);
    return [];
  }
}

const CHUNK_BYTES = 64 * 1024;

/** Reads are synchronous, so one is enough for all of them. */
const chunk = Buffer.allocUnsafe(CHUNK_BYTES);

/** Files of /proc have no size: they are read until they end or the limit is reached. */
export function readBounded(path: string, limitBytes: number): BoundedText {
  const descriptor = openSync(path, 'r');
  try {
    const pieces: Buffer[] = [];
    let bytes = 0;
    while (bytes < limitBytes) {
      const length = readSync(descriptor, chunk, 0, Math.min(CHUNK_BYTES, limitBytes - bytes), null);
      if (length === 0) return { text: decodeBytes(Buffer.concat(pieces)), bytes, cut: false };
      pieces.push(Buffer.from(chunk.subarray(0, length)));
      bytes += length;
    }
    const cut = readSync(descriptor, chunk, 0, 1, null) > 0;
    return { text: decodeBytes(Buffer.concat(pieces)), bytes, cut };
  } finally {
    closeSync(descriptor);
  }
}
