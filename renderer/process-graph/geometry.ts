/** Where columns and lanes lie in the drawing, in CSS pixels. */
import type { Lane, ProcessGraph } from '#shared/process-graph/process-graph';

export interface Geometry {
  readonly columnWidth: number;
  readonly rowHeight: number;
  readonly width: number;
  readonly height: number;
  x(column: number): number;
  /** The middle of the lane in this row. */
  y(row: number): number;
}

/** Pids and names stand to the left of the lines. */
export const LABEL_WIDTH = 120;
const MARGIN = 14;
const USUAL_COLUMN = 44;
/** A lane is this high as long as all fit; with many of them they move together. */
const ROW = { usual: 30, least: 14 };
/** From so many on, lanes are as low as they can be. */
const CROWDED = { from: 12, to: 64 };

export function planGeometry({ lanes, columns }: ProcessGraph, zoom: number): Geometry {
  const columnWidth = USUAL_COLUMN * zoom;
  const crowding = Math.min(1, Math.max(0, (lanes.length - CROWDED.from) / (CROWDED.to - CROWDED.from)));
  const rowHeight = Math.round(ROW.usual - crowding * (ROW.usual - ROW.least));
  return {
    columnWidth,
    rowHeight,
    // Behind the last column there is room for the words of its marks.
    width: LABEL_WIDTH + MARGIN * 2 + (columns.length + 1) * columnWidth,
    height: MARGIN * 2 + Math.max(1, lanes.length) * rowHeight,
    x: (column) => LABEL_WIDTH + MARGIN + column * columnWidth,
    y: (row) => MARGIN + (row + 0.5) * rowHeight,
  };
}

/** The zoom at which the drawing is so wide, in CSS pixels, labels included. */
export function zoomToFit({ columns }: ProcessGraph, width: number): number {
  return (width - LABEL_WIDTH - MARGIN * 2) / ((columns.length + 1) * USUAL_COLUMN);
}

/** The column under a point; undefined beside the drawing. */
export function columnUnder({ columnWidth }: Geometry, { columns }: ProcessGraph, x: number): number | undefined {
  const column = Math.round((x - LABEL_WIDTH - MARGIN) / columnWidth);
  return column >= 0 && column < columns.length ? column : undefined;
}

/** How many columns there are from a mark to the next one of its lane, for its text. */
export function roomAfter({ marks, to }: Lane, column: number, columnCount: number): number {
  const next = marks.find((mark) => mark.column > column)?.column;
  return (next ?? Math.max(to ?? columnCount, column + 2)) - column;
}
