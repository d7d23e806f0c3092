import { memo } from 'react';
import { type CpuStep, HISTORY_MS } from './cpu-history';

const WIDTH = 60;
const HEIGHT = 14;
/** The curve's full height is at least this share of a core, so that a trickle looks like one. */
const LEAST_TOP = 0.1;

interface SparklineProps {
  /** The path's points; equal points mean nothing is drawn anew. */
  readonly points: string;
}

export const Sparkline = memo(function Sparkline({ points }: SparklineProps) {
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <polyline points={points} fill="none" stroke="var(--running)" strokeWidth="1.2" strokeLinejoin="round" />
    </svg>
  );
});

/** The last minute up to `now` as steps, from left to right; empty when there was nothing but nought. */
export function sparklinePoints(steps: readonly CpuStep[], now: number): string {
  const top = Math.max(LEAST_TOP, ...steps.map(({ cpu }) => cpu));
  if (steps.every(({ cpu }) => cpu === 0)) return '';
  const points: string[] = [];
  for (const [index, { at, cpu }] of steps.entries()) {
    const next = steps[index + 1]?.at ?? now;
    if (next < now - HISTORY_MS) continue;
    const y = HEIGHT - 1 - (cpu / top) * (HEIGHT - 2);
    for (const moment of [at, next]) points.push(`${round(xOf(moment, now))},${round(y)}`);
  }
  return points.join(' ');
}

function xOf(at: number, now: number): number {
  return Math.min(1, Math.max(0, 1 - (now - at) / HISTORY_MS)) * WIDTH;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
