import { useApp, useAppStore } from '../store/use-app';
import { type ColumnId, columnIds, columnOf, NARROWEST_COLUMN, WIDEST_COLUMN } from './columns';

export interface ColumnTools {
  readonly columns: readonly ColumnId[];
  widthOf(id: ColumnId): number;
  resize(id: ColumnId, width: number): void;
  /** To this place among the shown; the name stays first. */
  move(id: ColumnId, to: number): void;
  show(id: ColumnId, shown: boolean): void;
}

export function useColumns(): ColumnTools {
  const store = useAppStore();
  const columns = useApp((state) => state.tableColumns);
  const widths = useApp((state) => state.tableWidths);
  const { changeSettings } = store.getState();
  const widthOf = (id: ColumnId) => widths[id] ?? columnOf(id).width;
  return {
    columns,
    widthOf,
    resize: (id, width) => {
      const whole = Math.round(Math.min(WIDEST_COLUMN, Math.max(NARROWEST_COLUMN, width)));
      changeSettings({ tableWidths: { ...store.getState().tableWidths, [id]: whole } });
    },
    move: (id, to) => {
      if (id === 'name' || !columns.includes(id)) return;
      const others = columns.filter((other) => other !== id);
      const place = Math.min(others.length, Math.max(1, to));
      changeSettings({ tableColumns: [...others.slice(0, place), id, ...others.slice(place)] });
    },
    show: (id, shown) => {
      const others = columns.filter((other) => other !== id);
      changeSettings({ tableColumns: shown ? withColumn(others, id) : others });
    },
  };
}

/** Before the first shown one that comes after it in the usual order. */
function withColumn(columns: readonly ColumnId[], id: ColumnId): readonly ColumnId[] {
  const rank = columnIds.indexOf(id);
  const place = columns.findIndex((other) => columnIds.indexOf(other) > rank);
  return place === -1 ? [...columns, id] : [...columns.slice(0, place), id, ...columns.slice(place)];
}

/** For CSS: `grid-template-columns`, set once for all rows. */
export function templateOf(columns: readonly ColumnId[], widthOf: (id: ColumnId) => number): string {
  const fills = columns.findLast((id) => columnOf(id).fills === true) ?? columns.at(-1);
  return columns.map((id) => (id === fills ? `minmax(${widthOf(id)}px, 1fr)` : `${widthOf(id)}px`)).join(' ');
}

export function totalWidth(columns: readonly ColumnId[], widthOf: (id: ColumnId) => number): number {
  return columns.reduce((sum, id) => sum + widthOf(id), 0);
}
