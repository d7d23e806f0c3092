import type { Virtualizer } from '@tanstack/react-virtual';
import { useState } from 'react';
import type { ProcessId } from '#shared/model/process';
import type { AppState } from '../store/app-store';
import { selectPlayer, selectTable } from '../store/selectors';
import type { Row } from './build-rows';
import type { CellContext } from './cell-text';
import type { ColumnId } from './columns';
import { createCpuHistory } from './cpu-history';
import { sparklinePoints } from './sparkline';
import { ROW_HEIGHT, TableRow } from './table-row';
import styles from './tree-table.module.css';

interface TableRowsProps {
  readonly rows: readonly Row[];
  /** What the rows were made from. */
  readonly state: AppState;
  readonly virtualizer: Virtualizer<HTMLDivElement, Element>;
  readonly columns: readonly ColumnId[];
  readonly context: CellContext;
  readonly selected: ProcessId | undefined;
  readonly active: number;
  /** The keyboard is here, so that the active row is marked. */
  readonly reading: boolean;
}

/** The rows in sight, and the active one wherever it is: the grid names it, so it must be there. */
export function TableRows(props: TableRowsProps) {
  const { rows, state, virtualizer, columns, context, selected, active, reading } = props;
  const [history] = useState(createCpuHistory);
  const table = selectTable(state);
  const hasHistory = columns.includes('history');
  if (hasHistory) history.follow(selectPlayer(state).timeline, table.seq);
  const inSight = virtualizer.getVirtualItems().map(({ index }) => index);
  const indices = active === -1 || inSight.includes(active) ? inSight : [...inSight, active];
  return (
    <div role="rowgroup" className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
      {indices.map((index) => {
        const row = rows[index];
        if (row === undefined) return null;
        const isProcess = row.kind === 'process';
        return (
          <TableRow
            key={row.key}
            row={row}
            index={index + 1}
            top={index * ROW_HEIGHT}
            columns={columns}
            context={context}
            history={hasHistory && isProcess ? sparklinePoints(history.of(row.key), table.at) : ''}
            selected={isProcess && row.key === selected}
            active={reading && index === active}
            newMs={state.fadeMs}
            at={table.at}
          />
        );
      })}
    </div>
  );
}
