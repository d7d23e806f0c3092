import type { ProcessTable } from '#shared/events/apply-events';
import { tableJson } from '#shared/export/table-json';
import type { ProcessId } from '#shared/model/process';

const columns = [
  'pid',
  'ppid',
  'name',
  'state',
  'user',
  'uid',
  'cpu',
  'rssBytes',
  'threads',
  'nice',
  'pgid',
  'sid',
  'startTime',
  'executable',
  'cgroup',
  'container',
] as const;

/** As RFC 4180 says: a line of names, then a line a process. What is not known is an empty field. */
export function tableCsv(table: ProcessTable, chosen: ReadonlySet<ProcessId>): string {
  const rows = tableJson(table, '', chosen).processes.map((process) =>
    [...columns.map((column) => process[column]), process.cmdline?.join(' ') ?? null].map(field).join(','),
  );
  return [[...columns, 'cmdline'].join(','), ...rows].map((line) => `${line}\r\n`).join('');
}

/** A text that a spreadsheet would take for a formula gets an apostrophe: anybody may name a process `=…`. */
function field(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
