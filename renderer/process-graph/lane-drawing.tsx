import { useTranslation } from 'react-i18next';
import type { Lane, Mark, Span } from '#shared/process-graph/process-graph';
import type { Look } from '../tree-view/look';
import { type Geometry, LABEL_WIDTH, roomAfter } from './geometry';
import { fitToRoom, markText } from './mark-text';

interface LaneDrawingProps {
  readonly lane: Lane;
  readonly row: number;
  readonly columnCount: number;
  readonly geometry: Geometry;
  readonly look: Look;
  readonly colour: string;
  readonly selected: boolean;
}

/** One process: its line as it lived, blocked and waited to be reaped, and what it did. */
export function LaneDrawing({ lane, row, columnCount, geometry, look, colour, selected }: LaneDrawingProps) {
  const y = geometry.y(row);
  const crowded = geometry.rowHeight < 20;
  return (
    <g>
      {selected && (
        <rect
          x={0}
          y={y - geometry.rowHeight / 2}
          width={geometry.width}
          height={geometry.rowHeight}
          fill={look.accent}
          opacity={0.12}
        />
      )}
      <text x={LABEL_WIDTH - 8} y={y + 3.5} textAnchor="end" fontFamily={look.fontMono} fontSize={11} fill={colour}>
        {lane.pid}
      </text>
      {lane.spans.map((span) => (
        <SpanDrawing key={span.from} span={span} y={y} geometry={geometry} look={look} colour={colour} />
      ))}
      {lane.marks.map((mark) => (
        <g key={mark.seq} transform={`translate(${geometry.x(mark.column)} ${y})`}>
          <MarkSign mark={mark} look={look} colour={colour} />
          {!crowded && (
            <MarkText mark={mark} look={look} room={roomAfter(lane, mark.column, columnCount) * geometry.columnWidth} />
          )}
        </g>
      ))}
    </g>
  );
}

interface SpanDrawingProps extends Pick<LaneDrawingProps, 'geometry' | 'look' | 'colour'> {
  readonly span: Span;
  readonly y: number;
}

/** Alive a line, blocked a dotted one, a zombie hollow: shape says it, not colour alone. */
function SpanDrawing({ span, y, geometry, look, colour }: SpanDrawingProps) {
  const from = geometry.x(span.from);
  const to = geometry.x(span.to);
  if (span.kind === 'zombie') {
    const frame = { fill: look.ground, stroke: look.zombie, strokeWidth: 1.25, strokeDasharray: '3 2' };
    return <rect x={from} y={y - 3} width={Math.max(0, to - from)} height={6} rx={3} {...frame} />;
  }
  const dots = span.kind === 'blocked' ? { strokeDasharray: '0.1 5', strokeLinecap: 'round' as const } : {};
  return (
    <line x1={from} x2={to} y1={y} y2={y} stroke={colour} strokeWidth={span.kind === 'blocked' ? 2.5 : 2} {...dots} />
  );
}

function MarkSign({ mark, look, colour }: { readonly mark: Mark; readonly look: Look; readonly colour: string }) {
  switch (mark.kind) {
    case 'output':
      return <circle r={3.5} fill={colour} />;
    case 'exec':
      return <path d="M0 -5 5 0 0 5 -5 0Z" fill={look.ground} stroke={colour} strokeWidth={1.5} />;
    case 'exit':
      return <path d="M-3.5 -3.5 3.5 3.5M-3.5 3.5 3.5 -3.5" stroke={colour} strokeWidth={1.75} />;
    case 'signal':
      return <path d="M1 -6 -3 1H1L-1 6 4 -1H0Z" fill={look.diskSleep} stroke={look.ground} strokeWidth={0.5} />;
    case 'refused':
      return <path d="M-4 -4H4V4H-4ZM-4 4 4 -4" fill={look.ground} stroke={look.zombie} strokeWidth={1.5} />;
    case 'adopted':
      return <path d="M-4 4C2 4 2 0 2 -4M-1 -2 2 -5 5 -2" fill="none" stroke={look.orphan} strokeWidth={1.75} />;
  }
}

function MarkText({ mark, look, room }: { readonly mark: Mark; readonly look: Look; readonly room: number }) {
  const { t } = useTranslation();
  const whole = markText(mark, t);
  const tone = mark.kind === 'adopted' ? look.orphan : mark.kind === 'refused' ? look.zombie : look.muted;
  const shown = fitToRoom(whole, room - 2);
  return (
    <text x={-3} y={-7} fontFamily={look.fontMono} fontSize={10} fill={mark.kind === 'output' ? look.text : tone}>
      <title>{whole}</title>
      {shown}
    </text>
  );
}
