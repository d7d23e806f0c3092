/** The card itself, without what is written on it. */
import { isGhost, isOrphan, type ProcessRecord } from '#shared/model/process';
import { type Shape, shapeOf } from './box';
import type { DetailLevel } from './detail-level';
import type { Look } from './look';
import type { Picture, Sight } from './picture';

type Ctx = CanvasRenderingContext2D;

const RADIUS = 8;

export function addCardPath(ctx: Ctx, { width, height }: Shape, inset: number, down = 0): void {
  ctx.roundRect(inset, inset + down, width - 2 * inset, height - 2 * inset, RADIUS - inset);
}

/** Two more cards peep out below: there is something folded here. */
export function drawStack(ctx: Ctx, shape: Shape, { look }: Picture, level: DetailLevel): void {
  ctx.fillStyle = look.raised;
  ctx.strokeStyle = look.line;
  ctx.lineWidth = level.hairline;
  for (const by of [6, 3]) {
    ctx.beginPath();
    addCardPath(ctx, shape, 0.5 + by / 2, by);
    ctx.fill();
    ctx.stroke();
  }
}

/** Raised for the living; hollow and dashed for the zombie and, fainter, for the ghost. */
export function drawBody(ctx: Ctx, sight: Sight, { look, highlight }: Picture, level: DetailLevel): void {
  const { node } = sight;
  const { process } = node;
  const shape = shapeOf(node, sight.place);
  const isHollow = process.state === 'zombie' || isGhost(process);
  const own = highlight.colours.get(node.id) ?? (highlight.runMembers.has(node.id) ? look.run : undefined);
  hideBeneath(ctx, shape, sight.alpha, look.ground);
  ctx.beginPath();
  addCardPath(ctx, shape, isHollow ? 0.75 : 0.5);
  ctx.fillStyle = isHollow ? look.ground : look.raised;
  ctx.fill();
  if (own !== undefined) drawOwnBar(ctx, shape, own);
  ctx.strokeStyle = borderColour(process, look, own);
  ctx.lineWidth = level.hairline * (isHollow || own !== undefined ? 1.5 : 1);
  if (isHollow) ctx.setLineDash([5 * level.hairline, 3 * level.hairline]);
  ctx.beginPath();
  addCardPath(ctx, shape, isHollow ? 0.75 : 0.5);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** Lines that pass below a card must not show through one that is faded or steps back. */
function hideBeneath(ctx: Ctx, shape: Shape, alpha: number, ground: string): void {
  if (alpha >= 1) return;
  ctx.globalAlpha = Math.min(1, alpha * 2);
  ctx.beginPath();
  addCardPath(ctx, shape, 0);
  ctx.fillStyle = ground;
  ctx.fill();
  ctx.globalAlpha = alpha;
}

/** What a process has come to says more than what it belongs to; that is on the bar at the left as well. */
function borderColour(process: ProcessRecord, look: Look, own: string | undefined): string {
  if (process.state === 'zombie') return look.zombie;
  if (isGhost(process)) return look.muted;
  if (isOrphan(process)) return look.orphan;
  return own ?? look.line;
}

/** The colour of its run, or its own in the lab. */
function drawOwnBar(ctx: Ctx, { height }: Shape, colour: string): void {
  ctx.beginPath();
  ctx.roundRect(1, 1, 4, height - 2, [RADIUS - 1, 0, 0, RADIUS - 1]);
  ctx.fillStyle = colour;
  ctx.fill();
}
