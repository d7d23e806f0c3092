/**
 * The pids of /proc, by getdents64(2) into one kept buffer: Node's readdir makes a string of every name and takes
 * twice as long. Where libc has no getdents64 (glibc before 2.30) readdir serves.
 */
import { closeSync, openSync, readdirSync } from 'node:fs';
import koffi from 'koffi';

const BUFFER_BYTES = 64 * 1024;
// struct linux_dirent64 (getdents(2)): inode, offset, length of the record, type, name.
const LENGTH_OFFSET = 16;
const NAME_OFFSET = 19;
const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;

/** Lists a /proc, in the order of the kernel, which is by pid; throws when that cannot be done. */
export function createPidList(root: string): () => readonly number[] {
  const getdents = loadGetdents();
  if (getdents === undefined) return () => pidsAmong(readdirSync(root));
  const buffer = Buffer.alloc(BUFFER_BYTES);
  return () => {
    const descriptor = openSync(root, 'r');
    try {
      return readPids((records) => getdents(descriptor, records, records.length), buffer, root);
    } finally {
      closeSync(descriptor);
    }
  };
}

function readPids(fill: (records: Buffer) => number, records: Buffer, root: string): readonly number[] {
  const pids: number[] = [];
  for (;;) {
    const length = fill(records);
    if (length < 0) throw new Error(`${root} cannot be listed (errno ${koffi.errno()})`);
    if (length === 0) return pids;
    addPids(records, length, pids);
  }
}

/** Every name in /proc that begins with a digit is a process. */
function addPids(records: Buffer, length: number, pids: number[]): void {
  for (let start = 0; start < length; start += records.readUInt16LE(start + LENGTH_OFFSET)) {
    const pid = pidAt(records, start + NAME_OFFSET);
    if (pid > 0) pids.push(pid);
  }
}

/** 0 when the name is not a number. */
function pidAt(bytes: Buffer, start: number): number {
  let pid = 0;
  for (let at = start; ; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < DIGIT_0 || byte > DIGIT_9) return pid;
    pid = pid * 10 + byte - DIGIT_0;
  }
}

function pidsAmong(names: readonly string[]): readonly number[] {
  return names.map((name) => Number.parseInt(name, 10)).filter((pid) => pid > 0);
}

type Getdents = (descriptor: number, records: Buffer, bytes: number) => number;

function loadGetdents(): Getdents | undefined {
  try {
    return koffi.load(null).func('int64_t getdents64(int, void *, size_t)');
  } catch {
    return undefined;
  }
}
