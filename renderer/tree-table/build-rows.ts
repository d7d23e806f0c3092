/** The tree as the rows of a table: flat, in reading order, each row knowing its place in the tree. */

import type { ThreadFacts } from '#shared/ipc/contract';
import type { FoldChoices } from '#shared/layout/folds';
import { isFolded } from '#shared/layout/folds';
import type { ProcessId, ProcessRecord } from '#shared/model/process';
import type { ProcessTree } from '#shared/tree/build-tree';
import type { SortSiblings } from './sort-siblings';
import type { SubtreeSums } from './subtree-sums';

interface Place {
  /** 1 for a root. */
  readonly level: number;
  /** Among its siblings, from 1. */
  readonly position: number;
  readonly siblings: number;
}

export interface ProcessRow extends Place {
  readonly kind: 'process';
  readonly key: ProcessId;
  readonly process: ProcessRecord;
  readonly parent: ProcessId | undefined;
  readonly childCount: number;
  readonly folded: boolean;
  /** False for an ancestor that is here only to lead to a match. */
  readonly matched: boolean;
  /** Of the subtree, when the row is to tell them instead of its own values. */
  readonly sums: SubtreeSums | undefined;
}

export interface ThreadRow extends Place {
  readonly kind: 'thread';
  readonly key: string;
  readonly owner: ProcessId;
  readonly thread: ThreadFacts;
}

/** Says why there are no threads to be seen, or that there are more. */
export interface NoteRow extends Place {
  readonly kind: 'note';
  readonly key: string;
  readonly owner: ProcessId;
  readonly note: ThreadNote;
}

type ThreadNote = 'reading' | 'failed' | 'gone' | 'permission' | 'not-offered' | { readonly more: number };
export type Row = ProcessRow | ThreadRow | NoteRow;

/** The threads of a process that somebody wants to see. */
export interface OpenThreads {
  readonly threads: readonly ThreadFacts[];
  readonly note: ThreadNote | undefined;
}

export interface RowChoices {
  readonly folds: FoldChoices;
  readonly sort: SortSiblings;
  readonly sums: ReadonlyMap<ProcessId, SubtreeSums>;
  /** Sums on every parent, not on the folded ones alone. */
  readonly alwaysSums: boolean;
  readonly matches: ReadonlySet<ProcessId> | undefined;
  readonly threads: ReadonlyMap<ProcessId, OpenThreads>;
}

export function buildRows(tree: ProcessTree, choices: RowChoices): readonly Row[] {
  const rows: Row[] = [];
  // An explicit stack: a chain can be deeper than the call stack.
  const stack = waiting(tree, choices, 0, 1);
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const row = processRow(next.node, next.place, choices);
    if (row === undefined) continue;
    rows.push(row);
    const open = choices.threads.get(row.key);
    const extra = open === undefined ? [] : threadRows(row, open);
    rows.push(...extra);
    if (!row.folded) stack.push(...waiting(next.node, choices, extra.length, row.level + 1));
  }
  return rows;
}

interface Waiting {
  readonly node: ProcessTree;
  readonly place: Place;
}

/** The children, last first: as a stack wants them. `before`: rows that stand before them among the siblings. */
function waiting(node: ProcessTree, { sort }: RowChoices, before: number, level: number): Waiting[] {
  const children = sort(node.children ?? []);
  const siblings = before + children.length;
  return children
    .map((child, index) => ({ node: child, place: { level, position: before + index + 1, siblings } }))
    .reverse();
}

function processRow(node: ProcessTree, place: Place, choices: RowChoices): ProcessRow | undefined {
  const { process } = node.data;
  if (process === undefined) return undefined;
  const folded = isFolded(node, choices.folds);
  return {
    kind: 'process',
    key: process.id,
    ...place,
    process,
    parent: place.level === 1 ? undefined : node.parent?.data.process?.id,
    childCount: node.children?.length ?? 0,
    folded,
    matched: choices.matches?.has(process.id) ?? true,
    sums: tellsSums(node, folded, choices) ? choices.sums.get(process.id) : undefined,
  };
}

/** A folded row speaks for what it hides. */
export function tellsSums(node: ProcessTree, folded: boolean, { alwaysSums }: Pick<RowChoices, 'alwaysSums'>): boolean {
  return node.children !== undefined && (folded || alwaysSums);
}

function threadRows(row: ProcessRow, { threads, note }: OpenThreads): readonly Row[] {
  const count = threads.length + (note === undefined ? 0 : 1);
  const siblings = count + (row.folded ? 0 : row.childCount);
  const place = (index: number): Place => ({ level: row.level + 1, position: index + 1, siblings });
  const rows: Row[] = threads.map((thread, index) => {
    return { kind: 'thread', key: `${row.key}/${thread.tid}`, owner: row.key, thread, ...place(index) };
  });
  if (note !== undefined) {
    rows.push({ kind: 'note', key: `${row.key}/note`, owner: row.key, note, ...place(threads.length) });
  }
  return rows;
}
