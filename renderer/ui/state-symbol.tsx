import type { ProcessState } from '#shared/model/process';

interface Shape {
  readonly path: string;
  readonly filled?: true;
  readonly colour: string;
}

/** The canvas's shapes (`draw-symbol.ts`) around the middle of a 12 by 12 box, for rows and lists. */
const shapes: { readonly [State in ProcessState]: Shape } = {
  running: { path: 'M3.4 2 10 6l-6.6 4z', filled: true, colour: 'var(--running)' },
  sleeping: { path: 'M9.3 6a3.3 3.3 0 1 1-6.6 0 3.3 3.3 0 0 1 6.6 0z', colour: 'var(--sleeping)' },
  'disk-sleep': { path: 'M6 1.6 10.4 6 6 10.4 1.6 6z', filled: true, colour: 'var(--disk-sleep)' },
  stopped: { path: 'M2.6 2h2.5v8H2.6zM6.9 2h2.5v8H6.9z', filled: true, colour: 'var(--stopped)' },
  traced: {
    path: 'M2.6 2h2.5v2H2.6zM6.9 2h2.5v2H6.9zM2.6 5h2.5v2H2.6zM6.9 5h2.5v2H6.9zM2.6 8h2.5v2H2.6zM6.9 8h2.5v2H6.9z',
    filled: true,
    colour: 'var(--stopped)',
  },
  zombie: { path: 'M3 2.6h5.8L3 9.4h6.2', colour: 'var(--zombie)' },
  dead: { path: 'M3.2 3.2l5.6 5.6M8.8 3.2 3.2 8.8', colour: 'var(--zombie)' },
  idle: { path: 'M7.7 6a1.7 1.7 0 1 1-3.4 0 1.7 1.7 0 0 1 3.4 0z', filled: true, colour: 'var(--sleeping)' },
  parked: { path: 'M3 3h6v6H3z', colour: 'var(--sleeping)' },
  unknown: { path: 'M3.8 4.4A2.2 2.2 0 1 1 6 6.6v1.2M6 9.4v1', colour: 'var(--sleeping)' },
  gone: { path: 'M3.2 3.2l5.6 5.6M8.8 3.2 3.2 8.8', colour: 'var(--muted)' },
};

/** A state by colour and shape; its word has to stand elsewhere. */
export function StateSymbol({ state }: { readonly state: ProcessState }) {
  const { path, filled, colour } = shapes[state];
  const paint = filled ? { fill: colour } : { fill: 'none', stroke: colour, strokeWidth: 1.7 };
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
      <path d={path} {...paint} />
    </svg>
  );
}
