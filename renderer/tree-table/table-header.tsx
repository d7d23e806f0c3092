import { ArrowDown, ArrowUp } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp } from '../store/use-app';
import { type ColumnId, columnOf } from './columns';
import styles from './tree-table.module.css';
import { type ColumnTools, useColumns } from './use-columns';

const KEY_STEP = 16;

export function TableHeader() {
  const tools = useColumns();
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" className={styles.headRow} aria-rowindex={1}>
        {tools.columns.map((id, index) => (
          <HeaderCell key={id} id={id} index={index} tools={tools} />
        ))}
      </div>
    </div>
  );
}

interface HeaderCellProps {
  readonly id: ColumnId;
  readonly index: number;
  readonly tools: ColumnTools;
}

/** Sorts when clicked, moves when dragged, and is made wider or narrower at its right edge. */
function HeaderCell({ id, index, tools }: HeaderCellProps) {
  const { t } = useTranslation();
  const sort = useApp((state) => state.tableSort);
  const sortTable = useApp((state) => state.sortTable);
  const [isTarget, setTarget] = useState(false);
  const { align, unsorted, descendingFirst = false } = columnOf(id);
  const direction = sort?.column === id ? (sort.descending ? 'descending' : 'ascending') : 'none';
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    if (event.shiftKey) tools.resize(id, tools.widthOf(id) + step * KEY_STEP);
    else if (event.altKey) tools.move(id, index + step);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      role="columnheader"
      className={styles.headCell}
      aria-colindex={index + 1}
      aria-sort={unsorted ? undefined : direction}
      data-align={align}
      data-target={isTarget || undefined}
      draggable={id !== 'name'}
      onDragStart={({ dataTransfer }) => dataTransfer.setData('text/column', id)}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('text/column')) return;
        event.preventDefault();
        setTarget(true);
      }}
      onDragLeave={() => setTarget(false)}
      onDrop={({ dataTransfer }) => {
        setTarget(false);
        tools.move(dataTransfer.getData('text/column') as ColumnId, index);
      }}
    >
      <button
        type="button"
        className={styles.sort}
        title={t('table.sortHint')}
        onKeyDown={onKeyDown}
        onClick={unsorted ? undefined : () => sortTable(id, descendingFirst)}
      >
        <span>{t(`table.column.${id}`)}</span>
        {direction === 'ascending' && <ArrowUp size={12} aria-hidden />}
        {direction === 'descending' && <ArrowDown size={12} aria-hidden />}
      </button>
      <ResizeEdge id={id} tools={tools} />
    </div>
  );
}

/** For the pointer; the keyboard has Shift and the arrows. */
function ResizeEdge({ id, tools }: Omit<HeaderCellProps, 'index'>) {
  const start = useRef<{ readonly x: number; readonly width: number }>(undefined);
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const width = event.currentTarget.parentElement?.offsetWidth ?? tools.widthOf(id);
    start.current = { x: event.clientX, width };
    event.currentTarget.setPointerCapture(event.pointerId);
    event.preventDefault();
  };
  return (
    <span
      className={styles.edge}
      aria-hidden
      draggable
      onDragStart={(event) => event.preventDefault()}
      onPointerDown={onPointerDown}
      onPointerMove={({ clientX }) => {
        if (start.current !== undefined) tools.resize(id, start.current.width + clientX - start.current.x);
      }}
      onPointerUp={() => {
        start.current = undefined;
      }}
      onDoubleClick={() => tools.resize(id, columnOf(id).width)}
    />
  );
}
