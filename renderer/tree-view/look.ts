/** The colours and fonts of the picture, read from the theme's CSS custom properties: a canvas knows no CSS. */
import type { ProcessState } from '#shared/model/process';

export interface Look {
  readonly ground: string;
  readonly raised: string;
  readonly line: string;
  readonly text: string;
  readonly muted: string;
  readonly accent: string;
  readonly edge: string;
  readonly running: string;
  readonly sleeping: string;
  readonly diskSleep: string;
  readonly stopped: string;
  readonly zombie: string;
  readonly orphan: string;
  readonly fresh: string;
  readonly run: string;
  readonly fontText: string;
  readonly fontMono: string;
}

/** The property, and what stands in while no stylesheet defines it. */
const properties: { readonly [Key in keyof Look]: readonly [property: string, fallback: string] } = {
  ground: ['--ground', '#0e1217'],
  raised: ['--raised', '#1b232d'],
  line: ['--line', '#26303b'],
  text: ['--text', '#e6edf3'],
  muted: ['--muted', '#93a1af'],
  accent: ['--accent', '#4c9fff'],
  edge: ['--edge', '#34414e'],
  running: ['--running', '#3fca7f'],
  sleeping: ['--sleeping', '#7f8d9b'],
  diskSleep: ['--disk-sleep', '#e6a23c'],
  stopped: ['--stopped', '#b79bff'],
  zombie: ['--zombie', '#ff6f66'],
  orphan: ['--orphan', '#f2c14e'],
  fresh: ['--new', '#57b8ff'],
  run: ['--run', '#4fd1c5'],
  fontText: ['--font-text', 'Inter Variable, system-ui, sans-serif'],
  fontMono: ['--font-mono', 'JetBrains Mono Variable, monospace'],
};

export function readLook(style: Pick<CSSStyleDeclaration, 'getPropertyValue'>): Look {
  const entries = Object.entries(properties).map(([key, [property, fallback]]) => [
    key,
    style.getPropertyValue(property).trim() || fallback,
  ]);
  return Object.fromEntries(entries) as Look;
}

/** The colour of a state; its shape says the same (`draw-symbol.ts`). */
export function stateColour(look: Look, state: ProcessState): string {
  switch (state) {
    case 'running':
      return look.running;
    case 'disk-sleep':
      return look.diskSleep;
    case 'stopped':
    case 'traced':
      return look.stopped;
    case 'zombie':
    case 'dead':
      return look.zombie;
    default:
      return look.sleeping;
  }
}
