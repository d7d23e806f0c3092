import { type CSSProperties, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp } from '../store/use-app';
import type { Picking } from '../tree-view/picking';
import { usePidSeenBy } from '../ui/shown-pid';
import { useFormat } from '../ui/use-format';
import { useMoment } from '../ui/use-moment';
import type { Row } from './build-rows';
import type { CellContext } from './cell-text';
import { RowMenu, type RowMenuPlace } from './row-menu';
import { isRestless } from './row-model';
import { TableFooter } from './table-footer';
import { TableHeader } from './table-header';
import { processIdOf, rowElementId } from './table-row';
import { TableRows } from './table-rows';
import styles from './tree-table.module.css';
import { useActiveRow } from './use-active-row';
import { templateOf, totalWidth, useColumns } from './use-columns';
import { useCopyRow } from './use-copy-row';
import { useGridMouse } from './use-grid-mouse';
import { useListedThreads } from './use-listed-threads';
import { rowsThatFit, useRowScroll } from './use-row-scroll';
import { useTableKeys } from './use-table-keys';
import { useTableRows } from './use-table-rows';
import { useThreadRows } from './use-thread-rows';

/** The same tree as a table: an ARIA treegrid of which only what is in sight has elements. */
export function TreeTable({ picking }: { readonly picking?: Picking | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useMoment();
  const scroller = useRef<HTMLDivElement>(null);
  const [reading, setReading] = useState(false);
  const [menu, setMenu] = useState<RowMenuPlace>();
  const { rows, state } = useTableRows(reading);
  const { columns, widthOf } = useColumns();
  const selected = useApp((each) => each.selected);
  const pidSeenBy = usePidSeenBy();
  const context = useMemo((): CellContext => ({ t, format, now, pidSeenBy }), [t, format, now, pidSeenBy]);
  const [active, setActive] = useActiveRow(rows, selected);
  const toggleThreads = useThreadRows();
  const copy = useCopyRow(rows[active], columns, context);
  const virtualizer = useRowScroll(scroller, rows, selected);
  useListedThreads(virtualizer.getVirtualItems().flatMap(({ index }) => rows[index] ?? []));
  const goTo = (key: string) => {
    setReading(true);
    setActive(key);
    virtualizer.scrollToIndex(rows.findIndex((row) => row.key === key));
  };
  const openMenu = (row: Row | undefined, x: number, y: number) => {
    if (row?.kind === 'process') setMenu({ row, x, y });
  };
  const onKeyDown = useTableKeys({
    rows,
    active,
    goTo,
    page: () => rowsThatFit(scroller.current),
    onMenu: () => {
      const box = document.getElementById(rowElementId(rows[active]?.key ?? ''))?.getBoundingClientRect();
      if (box !== undefined) openMenu(rows[active], box.left + 40, box.bottom);
    },
    onCopy: copy,
    onThreads: (row) => toggleThreads(processIdOf(row)),
  });

  const mouse = useGridMouse(
    rows,
    (key) => {
      setReading(false);
      setActive(key);
    },
    openMenu,
    picking,
  );

  const template = { '--columns': templateOf(columns, widthOf), '--width': `${totalWidth(columns, widthOf)}px` };
  return (
    <div className={styles.table}>
      <div
        ref={scroller}
        role="treegrid"
        tabIndex={0}
        className={styles.grid}
        style={template as CSSProperties}
        aria-label={t('table.label')}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length}
        aria-activedescendant={rows[active] === undefined ? undefined : rowElementId(rows[active].key)}
        onKeyDown={onKeyDown}
        {...mouse}
        onFocus={({ currentTarget }) => setReading(currentTarget.matches(':focus-visible'))}
        onBlur={() => setReading(false)}
      >
        <TableHeader />
        <TableRows
          rows={rows}
          state={state}
          virtualizer={virtualizer}
          columns={columns}
          context={context}
          selected={selected}
          active={active}
          reading={reading}
        />
      </div>
      <TableFooter rows={rows.length} held={reading && isRestless(state)} />
      {menu !== undefined && (
        <RowMenu
          place={menu}
          onCopy={copy}
          onThreads={() => toggleThreads(menu.row.key)}
          onClose={() => {
            setMenu(undefined);
            scroller.current?.focus();
          }}
        />
      )}
    </div>
  );
}
