/** What of a large graph is in sight, and what is not drawn because it is not. Pure. */
import type { ProcessGraph } from '#shared/process-graph/process-graph';
import type { Geometry } from './geometry';

/** In CSS pixels of the drawing. */
export interface Window {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A graph with fewer lines is drawn whole: nothing is won by leaving out. */
const SMALL = 24;
/** Drawn beyond the edges, so that a short scroll shows nothing empty. */
export const SPARE = 240;

export interface Seen extends Pick<ProcessGraph, 'links'> {
  /** With the row that each has in the whole graph. */
  readonly lanes: readonly { readonly lane: ProcessGraph['lanes'][number]; readonly row: number }[];
}

export function cullGraph(graph: ProcessGraph, geometry: Geometry, window: Window | undefined): Seen {
  const rows = graph.lanes.map((lane, row) => ({ lane, row }));
  if (window === undefined || graph.lanes.length < SMALL) return { lanes: rows, links: graph.links };
  const { left, top, right, bottom } = window;
  const rowOf = new Map(rows.map(({ lane, row }) => [lane.id, row]));
  const isAcross = (from: number, to: number) => geometry.x(from) <= right && geometry.x(to) >= left;
  const isDown = (from: number, to: number) => geometry.y(from) <= bottom && geometry.y(to) >= top;
  const lanes = rows
    .filter(({ row }) => isDown(row, row))
    .map(({ lane, row }) => ({
      row,
      lane: {
        ...lane,
        spans: lane.spans.filter(({ from, to }) => isAcross(from, to)),
        marks: lane.marks.filter(({ column }) => isAcross(column, column)),
      },
    }));
  const links = graph.links.filter(({ column, from, to }) => {
    const [one, other] = [rowOf.get(from) ?? 0, rowOf.get(to) ?? 0];
    return isAcross(column, column) && isDown(Math.min(one, other), Math.max(one, other));
  });
  return { lanes, links };
}
