import type { Ref } from 'react';
import type { ProcessId } from '#shared/model/process';
import type { Link, ProcessGraph } from '#shared/process-graph/process-graph';
import type { Look } from '../tree-view/look';
import { cullGraph, type Window } from './cull';
import type { Geometry } from './geometry';
import { LaneDrawing } from './lane-drawing';

interface GraphDrawingProps {
  readonly drawing: Ref<SVGSVGElement>;
  readonly label: string;
  readonly graph: ProcessGraph;
  readonly geometry: Geometry;
  readonly look: Look;
  readonly colours: ReadonlyMap<ProcessId, string>;
  readonly selected: ProcessId | undefined;
  /** The column that is looked at; what comes after it is dimmed. */
  readonly cursor: number;
  /** What is in sight; undefined draws all. */
  readonly window: Window | undefined;
}

/** Drawn with attributes only, no style sheet, so that the same elements are the exported picture. */
export function GraphDrawing(props: GraphDrawingProps) {
  const { drawing, label, graph, geometry, look, colours, selected, cursor, window } = props;
  const rows = new Map(graph.lanes.map(({ id }, row) => [id, row]));
  const colourOf = (id: ProcessId) => colours.get(id) ?? look.accent;
  const { width, height } = geometry;
  const seen = cullGraph(graph, geometry, window);
  const now = geometry.x(cursor);
  return (
    <svg ref={drawing} role="img" aria-label={label} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <rect width={width} height={height} fill={look.ground} />
      {seen.links.map((link) => (
        <LinkDrawing key={`${link.kind} ${link.from} ${link.to}`} {...{ link, rows, geometry, look, colourOf }} />
      ))}
      {seen.lanes.map(({ lane, row }) => (
        <LaneDrawing
          key={lane.id}
          {...{ lane, row, geometry, look }}
          columnCount={graph.columns.length}
          colour={colourOf(lane.id)}
          selected={lane.id === selected}
        />
      ))}
      {cursor < graph.columns.length - 1 && (
        <rect x={now + 1} width={Math.max(0, width - now)} height={height} fill={look.ground} opacity={0.7} />
      )}
      <line x1={now} x2={now} y1={4} y2={height - 4} stroke={look.accent} strokeWidth={1.5} />
    </svg>
  );
}

interface LinkDrawingProps extends Pick<GraphDrawingProps, 'geometry' | 'look'> {
  readonly link: Link;
  readonly rows: ReadonlyMap<ProcessId, number>;
  readonly colourOf: (id: ProcessId) => string;
}

/** A branch begins in a full circle, a join ends in a hollow one. */
function LinkDrawing({ link, rows, geometry, look, colourOf }: LinkDrawingProps) {
  const child = link.kind === 'fork' ? link.to : link.from;
  const parent = link.kind === 'fork' ? link.from : link.to;
  const x = geometry.x(link.column);
  const [top, bottom] = [geometry.y(rows.get(parent) ?? 0), geometry.y(rows.get(child) ?? 0)];
  const colour = colourOf(child);
  const dashes = link.kind === 'join' ? { strokeDasharray: '2 3' } : {};
  return (
    <g>
      <line x1={x} x2={x} y1={top} y2={bottom} stroke={colour} strokeWidth={1.75} {...dashes} />
      <circle
        cx={x}
        cy={top}
        r={4}
        fill={link.kind === 'fork' ? colour : look.ground}
        stroke={colour}
        strokeWidth={1.5}
      />
    </g>
  );
}
