/** What stands in a cell, as text: shown, heard and copied alike. */
import type { TFunction } from 'i18next';
import { isGhost, type ProcessRecord } from '#shared/model/process';
import { terminalName } from '#shared/model/terminal-name';
import { visibleName, visibleText } from '#shared/model/visible-text';
import type { Format } from '../ui/format';
import { type PidSeenBy, shownPid } from '../ui/shown-pid';
import type { ProcessRow, ThreadRow } from './build-rows';
import type { ColumnId } from './columns';

export interface CellContext {
  readonly t: TFunction;
  readonly format: Format;
  /** Milliseconds since the epoch: the moment that ages are told for. */
  readonly now: number;
  readonly pidSeenBy: PidSeenBy;
}

/** More of a command line fits into no cell. */
const LONGEST = 500;
/** Unknown is not zero, and not nothing either. */
const UNKNOWN = '–';

export function cellText(id: ColumnId, row: ProcessRow, context: CellContext): string {
  const { process, sums } = row;
  switch (id) {
    case 'name':
      return visibleName(process.name.slice(0, LONGEST));
    case 'pid':
      // Pids are names, not amounts: no thousands are set apart.
      return String(shownPid(process));
    case 'state':
      return context.t(`state.${process.state}`);
    case 'cpu':
      return shareText(sums === undefined ? process.cpu : sums.cpu, context);
    case 'mem':
      return bytesText(sums === undefined ? process.rssBytes : sums.rssBytes, context);
    case 'threads':
      return numberText(sums === undefined ? process.threads : sums.threads, context);
    case 'age':
      return ageText(process, context);
    case 'command':
      return commandText(process);
    case 'children':
      return numberText(row.childCount, context);
    case 'history':
      return '';
    default:
      return plainText(id, process, context);
  }
}

function plainText(
  id: Exclude<
    ColumnId,
    'name' | 'pid' | 'state' | 'cpu' | 'mem' | 'threads' | 'age' | 'command' | 'children' | 'history'
  >,
  process: ProcessRecord,
  { t, pidSeenBy }: CellContext,
): string {
  if (id === 'ppid' || id === 'pgid' || id === 'sid') {
    const pid = process[id];
    return pid === undefined ? UNKNOWN : String(pidSeenBy(process, pid));
  }
  if (id === 'tty') return process.tty === undefined ? UNKNOWN : (terminalName(process.tty) ?? t('table.none'));
  if (id === 'container') {
    return visibleText(process.container ?? (process.cgroup === undefined ? UNKNOWN : t('table.none')));
  }
  const value = process[id];
  return value === undefined ? UNKNOWN : visibleText(String(value).slice(0, LONGEST));
}

/** With one decimal always, so that the points stand beneath one another. */
function shareText(share: number | undefined, { t }: CellContext): string {
  return share === undefined ? UNKNOWN : t('table.share', { share });
}

function bytesText(bytes: number | undefined, { format }: CellContext): string {
  return bytes === undefined ? UNKNOWN : format.bytes(bytes);
}

function numberText(value: number | undefined, { format }: CellContext): string {
  return value === undefined ? UNKNOWN : format.number(value);
}

function ageText(process: ProcessRecord, { format, now }: CellContext): string {
  if (process.startedAt === undefined) return UNKNOWN;
  const end = isGhost(process) ? (process.goneAt ?? now) : now;
  return format.duration(Math.max(0, end - process.startedAt));
}

/** As it would be typed, more or less; a process without one shows its name as ps does. */
export function commandText(process: ProcessRecord): string {
  const command = process.cmdline?.join(' ') ?? '';
  return visibleText(command === '' ? `[${process.name}]` : command).slice(0, LONGEST);
}

/**
 * The same for the eye: with letters written from the right, each argument keeps its own direction and its place among
 * the others (UAX 9: FSI, PDI). Not for copying, since it holds characters that the command line has not.
 */
export function shownCommand(process: ProcessRecord): string {
  const command = commandText(process);
  if (!rightToLeft.test(command) || process.cmdline === undefined) return command;
  const isolated = process.cmdline.map((argument) => `\u2068${visibleText(argument)}\u2069`);
  return isolated.join(' ').slice(0, LONGEST);
}

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** A thread has a name, a number, a state, and processor time instead of a share. */
export function threadText(id: ColumnId, { thread }: ThreadRow, { t, format }: CellContext): string {
  switch (id) {
    case 'name':
      return visibleName(thread.name);
    case 'pid':
      return String(thread.tid);
    case 'state':
      return t(`state.${thread.state}`);
    case 'cpu':
      return format.seconds(thread.cpuMs);
    case 'command':
      return t('table.thread', { tid: thread.tid });
    default:
      return '';
  }
}
