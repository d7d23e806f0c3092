/** The short tables of counters: /proc/PID/io (proc_pid_io(5)) and /proc/PID/smaps_rollup (proc_pid_smaps(5)). */

/** Bytes and calls since the process began, of the children it has waited for too. */
export interface IoFacts {
  /** Through read and write calls, wherever they went. */
  readonly readBytes: number;
  readonly writtenBytes: number;
  readonly readCalls: number;
  readonly writeCalls: number;
  /** Really fetched from and sent to storage. */
  readonly storageReadBytes: number;
  readonly storageWrittenBytes: number;
}

export function parseIo(text: string): IoFacts {
  const counters = countersOf(text);
  const counter = (key: string) => counters.get(key) ?? 0;
  return {
    readBytes: counter('rchar'),
    writtenBytes: counter('wchar'),
    readCalls: counter('syscr'),
    writeCalls: counter('syscw'),
    storageReadBytes: counter('read_bytes'),
    storageWrittenBytes: counter('write_bytes'),
  };
}

/** Bytes. `pss` counts a page that n processes share as an n-th. */
export interface RollupFacts {
  readonly rss: number;
  readonly pss: number;
  readonly privateBytes: number;
  readonly shared: number;
  readonly swap: number;
}

const BYTES_PER_KB = 1024;

/** Undefined for a process without memory, whose file is empty. */
export function parseRollup(text: string): RollupFacts | undefined {
  const counters = countersOf(text);
  if (!counters.has('Rss')) return undefined;
  const bytes = (...keys: readonly string[]) =>
    keys.reduce((sum, key) => sum + (counters.get(key) ?? 0) * BYTES_PER_KB, 0);
  return {
    rss: bytes('Rss'),
    pss: bytes('Pss'),
    privateBytes: bytes('Private_Clean', 'Private_Dirty'),
    shared: bytes('Shared_Clean', 'Shared_Dirty'),
    swap: bytes('Swap'),
  };
}

function countersOf(text: string): ReadonlyMap<string, number> {
  return new Map([...text.matchAll(/^(\w+):\s+(\d+)/gm)].map(([, key = '', value]) => [key, Number(value)]));
}
