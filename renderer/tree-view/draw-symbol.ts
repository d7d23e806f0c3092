/**
 * A shape for each state, so that colour never speaks alone. Shapes are paths around a centre, `r` to each side; paths
 * of one state can be collected and painted at once.
 */
import type { ProcessState } from '#shared/model/process';

type AddPath = (ctx: CanvasRenderingContext2D, x: number, y: number, r: number) => void;

interface Symbol {
  readonly add: AddPath;
  readonly paint: 'fill' | 'stroke';
}

const symbols: Readonly<Record<ProcessState, Symbol>> = {
  running: { add: triangle, paint: 'fill' },
  sleeping: { add: ring, paint: 'stroke' },
  'disk-sleep': { add: diamond, paint: 'fill' },
  stopped: { add: bars, paint: 'fill' },
  traced: { add: brokenBars, paint: 'fill' },
  zombie: { add: letterZ, paint: 'stroke' },
  dead: { add: cross, paint: 'stroke' },
  idle: { add: dot, paint: 'fill' },
  parked: { add: square, paint: 'stroke' },
  unknown: { add: questionMark, paint: 'stroke' },
  gone: { add: cross, paint: 'stroke' },
};

export function addSymbol(ctx: CanvasRenderingContext2D, state: ProcessState, x: number, y: number, r: number): void {
  symbols[state].add(ctx, x, y, r);
}

export function paintSymbols(ctx: CanvasRenderingContext2D, state: ProcessState, colour: string, r: number): void {
  if (symbols[state].paint === 'fill') {
    ctx.fillStyle = colour;
    ctx.fill();
    return;
  }
  ctx.strokeStyle = colour;
  ctx.lineWidth = r * 0.44;
  ctx.stroke();
}

export function drawSymbol(
  ctx: CanvasRenderingContext2D,
  state: ProcessState,
  colour: string,
  x: number,
  y: number,
  r: number,
): void {
  ctx.beginPath();
  addSymbol(ctx, state, x, y, r);
  paintSymbols(ctx, state, colour, r);
}

function line(ctx: CanvasRenderingContext2D, ...points: readonly (readonly [number, number])[]): void {
  for (const [index, [x, y]] of points.entries()) {
    if (index === 0) ctx.moveTo(x, y);
    else ctx.lineTo(x, y);
  }
}

function triangle(ctx: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  line(ctx, [x - r * 0.75, y - r], [x + r, y], [x - r * 0.75, y + r]);
  ctx.closePath();
}

function circle(ctx: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  ctx.moveTo(x + r, y);
  ctx.arc(x, y, r, 0, 2 * Math.PI);
}

function ring(ctx: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  circle(ctx, x, y, r * 0.82);
}

function diamond(ctx: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  line(ctx, [x, y - r * 1.1], [x + r * 1.1, y], [x, y + r * 1.1], [x - r * 1.1, y]);
  ctx.closePath();
}

function bars(ctx: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  ctx.rect(x - r * 0.85, y - r, r * 0.62, 2 * r);
  ctx.rect(x + r * 0.23, y - r, r * 0.62, 2 * r);
}

/** Bars in three pieces: held too, but by a debugger. */
function brokenBars(ctx: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  for (const top of [-1, -0.26, 0.48]) {
    ctx.rect(x - r * 0.85, y + r * top, r * 0.62, r * 0.52);
    ctx.rect(x + r * 0.23, y + r * top, r * 0.62, r * 0.52);
  }
}

function letterZ(ctx: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  line(
    ctx,
    [x - r * 0.75, y - r * 0.85],
    [x + r * 0.7, y - r * 0.85],
    [x - r * 0.75, y + r * 0.85],
    [x + r * 0.8, y + r * 0.85],
  );
}

function cross(ctx: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  line(ctx, [x - r * 0.7, y - r * 0.7], [x + r * 0.7, y + r * 0.7]);
  line(ctx, [x + r * 0.7, y - r * 0.7], [x - r * 0.7, y + r * 0.7]);
}

function dot(ctx: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  circle(ctx, x, y, r * 0.42);
}

function square(ctx: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  ctx.rect(x - r * 0.75, y - r * 0.75, r * 1.5, r * 1.5);
}

function questionMark(ctx: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  ctx.moveTo(x - r * 0.55, y - r * 0.4);
  ctx.arc(x, y - r * 0.4, r * 0.55, Math.PI, Math.PI * 2.5);
  ctx.lineTo(x, y + r * 0.45);
  line(ctx, [x, y + r * 0.8], [x, y + r * 1.15]);
}
