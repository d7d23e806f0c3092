/** The looks of the tree as small drawings, in the same colours, shapes and dashes as the canvas. */
import type { ReactNode } from 'react';
import type { ProcessState } from '#shared/model/process';
import { useFormat } from '../ui/use-format';

export type ListedState = Extract<
  ProcessState,
  'running' | 'sleeping' | 'disk-sleep' | 'stopped' | 'traced' | 'idle' | 'zombie'
>;
export type LineageSampleKind = 'orphan' | 'new' | 'gone' | 'run' | 'pulse' | 'folded' | 'merged';

const WIDTH = 56;
const HEIGHT = 24;

function Sample({ children }: { readonly children: ReactNode }) {
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} fill="none" aria-hidden="true">
      {children}
    </svg>
  );
}

function Card({
  x = 1,
  ...look
}: {
  readonly x?: number;
  readonly stroke?: string;
  readonly strokeDasharray?: string;
  readonly fill?: string;
}) {
  return (
    <rect x={x} y="3" width={WIDTH - 1 - x} height="18" rx="5" fill="var(--raised)" stroke="var(--edge)" {...look} />
  );
}

/** The name and the pid, as far as a drawing this small needs them. */
function Lines({ x = 24 }: { readonly x?: number }) {
  return <path d={`M${x} 9.5h20M${x} 14.5h12`} stroke="var(--edge)" strokeWidth="2" strokeLinecap="round" />;
}

export function StateSample({ state }: { readonly state: ListedState }) {
  const format = useFormat();
  if (state !== 'zombie') {
    return (
      <Sample>
        <Card />
        <StateMark state={state} />
        <Lines />
      </Sample>
    );
  }
  return (
    <Sample>
      <Card fill="none" stroke="var(--zombie)" strokeDasharray="4 3" />
      <StateMark state={state} />
      <text x="24" y="16" fill="var(--zombie)" fontFamily="var(--font-mono)" fontSize="10">
        {format.duration(12_000)}
      </text>
    </Sample>
  );
}

function StateMark({ state }: { readonly state: ListedState }) {
  switch (state) {
    case 'running':
      return <path d="M9 7.5v9l8-4.5z" fill="var(--running)" />;
    case 'sleeping':
      return <circle cx="13" cy="12" r="4" stroke="var(--sleeping)" strokeWidth="2" />;
    case 'idle':
      return <circle cx="13" cy="12" r="2" fill="var(--sleeping)" />;
    case 'disk-sleep':
      return <path d="M13 7l5 5-5 5-5-5z" fill="var(--disk-sleep)" />;
    case 'stopped':
      return <path d="M10 7.5v9M16 7.5v9" stroke="var(--stopped)" strokeWidth="3" />;
    case 'traced':
      return <path d="M10 7.5v9M16 7.5v9" stroke="var(--stopped)" strokeWidth="3" strokeDasharray="2.25 1.1" />;
    case 'zombie':
      return (
        <text x="9" y="16" fill="var(--zombie)" fontSize="12" fontWeight="700">
          Z
        </text>
      );
  }
}

export function LineageSample({ kind }: { readonly kind: LineageSampleKind }) {
  return <Sample>{lineageDrawing(kind)}</Sample>;
}

function lineageDrawing(kind: LineageSampleKind): ReactNode {
  switch (kind) {
    case 'orphan':
      return (
        <>
          <path d="M0 6C10 6 8 12 20 12" stroke="var(--orphan)" strokeWidth="1.75" />
          <path d="M0 21C10 21 8 14 20 14" stroke="var(--muted)" strokeDasharray="2 2.5" />
          <Card x={20} stroke="var(--orphan)" />
          <Lines x={28} />
        </>
      );
    case 'new':
      return (
        <>
          <Card stroke="var(--new)" />
          <rect
            x="0.75"
            y="0.75"
            width={WIDTH - 1.5}
            height={HEIGHT - 1.5}
            rx="7"
            stroke="var(--new)"
            strokeWidth="1.5"
            opacity="0.6"
          />
          <Lines x={10} />
        </>
      );
    case 'gone':
      return (
        <g opacity="0.65">
          <Card fill="none" stroke="var(--muted)" strokeDasharray="3 3" />
          <path d="M10 9l6 6M16 9l-6 6" stroke="var(--muted)" strokeWidth="1.5" />
          <Lines />
        </g>
      );
    case 'run':
      return (
        <>
          <Card stroke="var(--run)" />
          <path d="M6 3a5 5 0 0 0-5 5v8a5 5 0 0 0 5 5z" fill="var(--run)" />
          <Lines x={12} />
        </>
      );
    case 'pulse':
      return (
        <>
          <rect x="1" y="1" width="54" height="22" rx="7" stroke="var(--accent)" strokeWidth="2" opacity="0.5" />
          <rect x="7" y="5.5" width="42" height="13" rx="4" fill="var(--raised)" stroke="var(--edge)" />
          <path d="M13 10.5h18M13 14.5h10" stroke="var(--edge)" strokeWidth="2" strokeLinecap="round" />
        </>
      );
    case 'folded':
    case 'merged':
      return (
        <>
          <rect x="3" y="6" width="40" height="17" rx="5" fill="var(--raised)" stroke="var(--edge)" />
          <rect x="1" y="3" width="42" height="17" rx="5" fill="var(--raised)" stroke="var(--edge)" />
          <path d="M7 9h16M7 14h10" stroke="var(--edge)" strokeWidth="2" strokeLinecap="round" />
          <rect x="30" y="5.5" width="25" height="12" rx="6" fill="var(--raised)" stroke="var(--edge)" />
          <text x="42.5" y="14.5" fill="var(--text)" fontFamily="var(--font-mono)" fontSize="8" textAnchor="middle">
            {kind === 'folded' ? '+58' : '12×'}
          </text>
        </>
      );
  }
}
