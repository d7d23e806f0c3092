/**
 * The process graph as textbooks draw it (Bryant and O'Hallaron, Computer Systems, 8.4): one line a process, time to the
 * right, fork a branch, wait a join.
 *
 *   4185 ──●──────────────●──────────────●── exit 0
 *          │ fork         │ fork      wait│
 *          │              └── 4187 ── exit┘
 *          └── 4186 ─ · · · ─────────────── …
 *
 * Time is counted in columns: a column is a moment at which something happened that others can see. Of a run of a thousand
 * lines only those moments have a width.
 */
import type { EventOf } from '#shared/events/process-event';
import type { ExitStatus, ProcessId } from '#shared/model/process';

export interface ProcessGraph {
  /** From top to bottom. */
  readonly lanes: readonly Lane[];
  readonly links: readonly Link[];
  /** The sequence number of the first event of each column, rising; its length is the width of the graph. */
  readonly columns: readonly number[];
  /** Processes that were left out because there were more than `maxLanes`. */
  readonly omitted: number;
}

/** One process from its birth to the moment it is reaped. */
export interface Lane {
  readonly id: ProcessId;
  readonly pid: number;
  readonly name: string;
  readonly parent: ProcessId | undefined;
  readonly from: number;
  /** The column of its end; undefined while it goes on. */
  readonly to: number | undefined;
  readonly spans: readonly Span[];
  readonly marks: readonly Mark[];
}

/** `zombie`: it has ended and nobody has waited. `blocked`: it sleeps in a call of the kernel. */
export interface Span {
  readonly kind: 'alive' | 'blocked' | 'zombie';
  readonly from: number;
  readonly to: number;
}

export type Mark = { readonly column: number; readonly seq: number } & (
  | { readonly kind: 'output'; readonly text: string }
  | { readonly kind: 'exec'; readonly name: string }
  | { readonly kind: 'exit'; readonly exit: ExitStatus | undefined }
  | { readonly kind: 'signal'; readonly signal: number }
  | { readonly kind: 'refused'; readonly call: string; readonly error: string }
  | { readonly kind: 'adopted'; readonly role: EventOf<'adopted'>['role']; readonly ppid: number }
);

/** `fork` leads from the parent to the child, `join` from the child that was waited for to its parent. */
export interface Link {
  readonly kind: 'fork' | 'join';
  readonly column: number;
  readonly from: ProcessId;
  readonly to: ProcessId;
}

/** The column of the last moment that is not after event `seq`; -1 before the first. */
export function columnAt({ columns }: Pick<ProcessGraph, 'columns'>, seq: number): number {
  let low = 0;
  let high = columns.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((columns[middle] ?? Number.POSITIVE_INFINITY) <= seq) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
