import { ChevronDown, ChevronRight } from 'lucide-react';
import { type CSSProperties, memo } from 'react';
import { useTranslation } from 'react-i18next';
import { isGhost, isOrphan, type ProcessId } from '#shared/model/process';
import { isNew } from '#shared/query/flag-of';
import { StateSymbol } from '../ui/state-symbol';
import type { NoteRow, ProcessRow, Row, ThreadRow } from './build-rows';
import { type CellContext, cellText, shownCommand, threadText } from './cell-text';
import { type ColumnId, columnOf } from './columns';
import { Sparkline } from './sparkline';
import styles from './tree-table.module.css';

export const ROW_HEIGHT = 26;
const INDENT = 12;

export interface TableRowProps {
  readonly row: Row;
  /** In the table, from 1, the header not counted. */
  readonly index: number;
  readonly top: number;
  readonly columns: readonly ColumnId[];
  readonly context: CellContext;
  /** The points of the curve of its CPU. */
  readonly history: string;
  readonly selected: boolean;
  readonly active: boolean;
  /** For how long a process counts as new, and the moment of the table. */
  readonly newMs: number;
  readonly at: number;
}

export function rowElementId(key: string): string {
  return `row-${key}`;
}

/**
 * A flat grid of absolute rows: a real `<table>` cannot be scrolled by parts. One element a process for as long as it is in sight; only texts that differ are
 * written.
 */
export const TableRow = memo(function TableRow(props: TableRowProps) {
  const { row, index, top, selected, active } = props;
  const place: CSSProperties = { transform: `translateY(${top}px)` };
  return (
    <div
      role="row"
      id={rowElementId(row.key)}
      className={styles.row}
      style={place}
      aria-rowindex={index + 1}
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-expanded={row.kind === 'process' && row.childCount > 0 ? !row.folded : undefined}
      aria-selected={selected}
      data-key={row.key}
      data-kind={row.kind}
      data-active={active || undefined}
      {...looksOf(props)}
    >
      <Cells {...props} />
    </div>
  );
});

function looksOf({ row, at, newMs }: TableRowProps) {
  if (row.kind !== 'process') return {};
  const { process } = row;
  return {
    'data-state': process.state,
    'data-gone': isGhost(process) || undefined,
    'data-new': isNew(process, at, newMs) || undefined,
    'data-unmatched': !row.matched || undefined,
  };
}

function Cells(props: TableRowProps) {
  const { row } = props;
  if (row.kind === 'note') return <NoteCells row={row} columns={props.columns} />;
  return props.columns.map((id, column) => (
    <div key={id} role="gridcell" className={styles.cell} aria-colindex={column + 1} data-align={columnOf(id).align}>
      {row.kind === 'process' ? <Cell {...props} id={id} row={row} /> : <ThreadCell {...props} id={id} row={row} />}
    </div>
  ));
}

interface CellProps extends Omit<TableRowProps, 'row'> {
  readonly id: ColumnId;
}

const summed: readonly ColumnId[] = ['cpu', 'mem', 'threads'];

function Cell({ id, row, context, history }: CellProps & { readonly row: ProcessRow }) {
  if (id === 'name') return <NameCell row={row} context={context} />;
  if (id === 'history') return history === '' ? null : <Sparkline points={history} />;
  const text = cellText(id, row, context);
  if (row.sums !== undefined && summed.includes(id)) {
    return (
      <span title={context.t('table.sumOf', { count: row.sums.processes })}>
        <span className={styles.sigma}>Σ</span> {text}
      </span>
    );
  }
  if (id === 'cpu' && row.process.cpu === 0) return <span className={styles.zero}>{text}</span>;
  // Read from the left, whatever the program is called.
  if (id === 'command')
    return (
      <bdi dir="ltr" title={text}>
        {shownCommand(row.process)}
      </bdi>
    );
  if (id === 'cgroup')
    return (
      <bdi dir="ltr" title={text}>
        {text}
      </bdi>
    );
  if (id === 'user') return <bdi title={text}>{text}</bdi>;
  return text;
}

function NameCell({ row, context }: { readonly row: ProcessRow; readonly context: CellContext }) {
  const { t } = useTranslation();
  const { process } = row;
  const name = cellText('name', row, context);
  const hidden = row.folded && row.sums !== undefined ? row.sums.processes - (isGhost(process) ? 0 : 1) : 0;
  return (
    <span className={styles.name} style={{ paddingLeft: indentOf(row) }}>
      <span className={styles.fold} data-part={row.childCount > 0 ? 'fold' : undefined} aria-hidden>
        {row.childCount > 0 && (row.folded ? <ChevronRight size={14} /> : <ChevronDown size={14} />)}
      </span>
      <StateSymbol state={process.state} />
      <bdi className={styles.nameText} title={name}>
        {name}
      </bdi>
      {isOrphan(process) && (
        <span className={styles.orphan} title={t('tree.orphan')}>
          ⤴<span className="visually-hidden">{t('tree.orphan')}</span>
        </span>
      )}
      {hidden > 0 && <span className={styles.hidden}>+{context.format.number(hidden)}</span>}
    </span>
  );
}

function ThreadCell({ id, row, context }: CellProps & { readonly row: ThreadRow }) {
  const text = threadText(id, row, context);
  if (id !== 'name') return text;
  return (
    <span className={styles.name} style={{ paddingLeft: indentOf(row) }}>
      <span className={styles.fold} />
      <StateSymbol state={row.thread.state} />
      <bdi className={styles.nameText}>{text}</bdi>
    </span>
  );
}

function NoteCells({ row, columns }: { readonly row: NoteRow; readonly columns: readonly ColumnId[] }) {
  const { t } = useTranslation();
  const text =
    typeof row.note === 'string' ? t(`table.threads.${row.note}`) : t('table.threads.more', { count: row.note.more });
  return (
    <div role="gridcell" className={styles.note} aria-colspan={columns.length} style={{ paddingLeft: indentOf(row) }}>
      {text}
    </div>
  );
}

/** However deep, there is room for a name: a chain of a thousand would walk out of its column. */
function indentOf({ level }: Row): string {
  return `min(${(level - 1) * INDENT}px, 55%)`;
}

export function processIdOf(row: Row): ProcessId {
  return row.kind === 'process' ? row.key : row.owner;
}
