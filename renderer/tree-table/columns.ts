/** The columns of the table: what each is called, how wide it opens, and what it is sorted by. */
import { type ProcessRecord, type ProcessState, processStates } from '#shared/model/process';
import { terminalName } from '#shared/model/terminal-name';
import type { SubtreeSums } from './subtree-sums';

// biome-ignore format: a list to be read as one
export const columnIds = [
  'name', 'pid', 'user', 'state', 'cpu', 'history', 'mem', 'threads', 'nice', 'age', 'command',
  'ppid', 'children', 'pgid', 'sid', 'uid', 'tty', 'container', 'cgroup',
] as const;
export type ColumnId = (typeof columnIds)[number];

export interface Column {
  readonly id: ColumnId;
  readonly align: 'start' | 'end';
  /** CSS pixels it opens with; `fills` takes what is left over. */
  readonly width: number;
  readonly fills?: true;
  /** Its values change by themselves, so that sorting by it moves rows. */
  readonly restless?: true;
  /** Most first: what a person looks for at the top. */
  readonly descendingFirst?: true;
  /** Cannot be sorted by, e.g. a drawing. */
  readonly unsorted?: true;
}

const number = { align: 'end' } as const;
const text = { align: 'start' } as const;
const most = { descendingFirst: true } as const;

const columns: { readonly [Id in ColumnId]: Omit<Column, 'id'> } = {
  name: { ...text, width: 264 },
  pid: { ...number, width: 62 },
  user: { ...text, width: 64 },
  state: { ...text, width: 86 },
  cpu: { ...number, ...most, width: 64, restless: true },
  history: { ...text, width: 72, unsorted: true },
  mem: { ...number, ...most, width: 84, restless: true },
  threads: { ...number, ...most, width: 62 },
  nice: { ...number, width: 48 },
  age: { ...number, ...most, width: 84 },
  command: { ...text, width: 140, fills: true },
  ppid: { ...number, width: 72 },
  children: { ...number, ...most, width: 76 },
  pgid: { ...number, width: 72 },
  sid: { ...number, width: 72 },
  uid: { ...number, width: 64 },
  tty: { ...text, width: 72 },
  container: { ...text, width: 112 },
  cgroup: { ...text, width: 200 },
};

export function columnOf(id: ColumnId): Column {
  return { id, ...columns[id] };
}

export const NARROWEST_COLUMN = 40;
export const WIDEST_COLUMN = 1_200;

/** What a row is sorted by and shows: its own values, or the sums of its subtree. */
export interface Sortable {
  readonly process: ProcessRecord;
  readonly childCount: number;
  /** Undefined when the row speaks for itself alone. */
  readonly sums: SubtreeSums | undefined;
}

/** Undefined is sorted last whichever way round. */
export function sortValueOf(id: ColumnId, { process, childCount, sums }: Sortable): string | number | undefined {
  switch (id) {
    case 'name':
      return process.name.toLowerCase();
    case 'state':
      return stateRanks.get(process.state);
    case 'cpu':
      return sums === undefined ? process.cpu : sums.cpu;
    case 'mem':
      return sums === undefined ? process.rssBytes : sums.rssBytes;
    case 'threads':
      return sums === undefined ? process.threads : sums.threads;
    case 'age':
      return process.startedAt === undefined ? undefined : -process.startedAt;
    case 'command':
      return process.cmdline?.join(' ').toLowerCase();
    case 'children':
      return childCount;
    case 'tty':
      return process.tty === undefined ? undefined : (terminalName(process.tty) ?? '');
    case 'history':
      return undefined;
    default:
      return process[id];
  }
}

/** The busy and the odd before the ordinary. */
const stateOrder: readonly ProcessState[] = ['running', 'disk-sleep', 'zombie', 'stopped', 'traced', 'sleeping'];
const stateRanks = new Map([...new Set([...stateOrder, ...processStates])].map((state, rank) => [state, rank]));
