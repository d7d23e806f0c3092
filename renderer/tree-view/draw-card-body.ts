/** The card itself, without what is written on it. */
import { CARD_HEIGHT, CARD_WIDTH } from '#shared/layout/scene';
import { isGhost, isOrphan, type ProcessRecord } from '#shared/model/process';
import type { DetailLevel } from './detail-level';
import type { Look } from './look';
import type { Picture, Sight } from './picture';

type Ctx = CanvasRenderingContext2D;

const RADIUS = 8;

export function addCardPath(ctx: Ctx, inset: number, down = 0): void {
  const width = CARD_WIDTH - 2 * inset;
  ctx.roundRect(inset, inset + down, width, CARD_HEIGHT - 2 * inset, RADIUS - inset);
}

/** Two more cards peep out below: there is something folded here. */
export function drawStack(ctx: Ctx, { look }: Picture, level: DetailLevel): void {
  ctx.fillStyle = look.raised;
  ctx.strokeStyle = look.line;
  ctx.lineWidth = level.hairline;
  for (const by of [6, 3]) {
    ctx.beginPath();
    addCardPath(ctx, 0.5 + by / 2, by);
    ctx.fill();
    ctx.stroke();
  }
}

/** Raised for the living; hollow and dashed for the zombie and, fainter, for the ghost. */
export function drawBody(ctx: Ctx, sight: Sight, { look, highlight }: Picture, level: DetailLevel): void {
  const { node } = sight;
  const { process } = node;
  const isHollow = process.state === 'zombie' || isGhost(process);
  const isOfRun = highlight.runMembers.has(node.id);
  hideBeneath(ctx, sight.alpha, look.ground);
  ctx.beginPath();
  addCardPath(ctx, isHollow ? 0.75 : 0.5);
  ctx.fillStyle = isHollow ? look.ground : look.raised;
  ctx.fill();
  if (isOfRun) drawRunBar(ctx, look.run);
  ctx.strokeStyle = borderColour(process, look, isOfRun);
  ctx.lineWidth = level.hairline * (isHollow || isOfRun ? 1.5 : 1);
  if (isHollow) ctx.setLineDash([5 * level.hairline, 3 * level.hairline]);
  ctx.beginPath();
  addCardPath(ctx, isHollow ? 0.75 : 0.5);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** Lines that pass below a card must not show through one that is faded or steps back. */
function hideBeneath(ctx: Ctx, alpha: number, ground: string): void {
  if (alpha >= 1) return;
  ctx.globalAlpha = Math.min(1, alpha * 2);
  ctx.beginPath();
  addCardPath(ctx, 0);
  ctx.fillStyle = ground;
  ctx.fill();
  ctx.globalAlpha = alpha;
}

/** What a process has come to says more than what it belongs to; that is on the bar at the left as well. */
function borderColour(process: ProcessRecord, look: Look, isOfRun: boolean): string {
  if (process.state === 'zombie') return look.zombie;
  if (isGhost(process)) return look.muted;
  if (isOrphan(process)) return look.orphan;
  return isOfRun ? look.run : look.line;
}

function drawRunBar(ctx: Ctx, colour: string): void {
  ctx.beginPath();
  ctx.roundRect(1, 1, 4, CARD_HEIGHT - 2, [RADIUS - 1, 0, 0, RADIUS - 1]);
  ctx.fillStyle = colour;
  ctx.fill();
}
