/** The card of the rings: one line along its spoke, symbol and name, and the pid where there is room for it. */
import { shapeOf } from './box';
import { cardText } from './card-text';
import type { DetailLevel } from './detail-level';
import { drawInside, enterCard, nameColour } from './draw-card';
import { drawBody, drawStack } from './draw-card-body';
import { drawFold } from './draw-card-marks';
import { drawRings } from './draw-rings';
import { drawSymbol } from './draw-symbol';
import { fontOf } from './fit-text';
import { stateColour } from './look';
import type { Picture, Sight } from './picture';

type Ctx = CanvasRenderingContext2D;

const PADDING = 9;
const SYMBOL = 4.5;
const TEXT_LEFT = 2 * PADDING + 2 * SYMBOL - 3;
const NAME_SIZE = { near: 12, far: 15 };
const PID_SIZE = 10;
const GAP = 6;

export function drawSlimCard(ctx: Ctx, sight: Sight, picture: Picture, level: DetailLevel): void {
  const { node, place } = sight;
  const shape = shapeOf(node, place);
  const text = cardText(node, picture.words, picture.time);
  ctx.save();
  enterCard(ctx, sight, shape);
  ctx.globalAlpha = sight.alpha;
  drawRings(ctx, sight, picture);
  if (node.folded) drawStack(ctx, shape, picture, level);
  drawBody(ctx, sight, picture, level);
  const colour = stateColour(picture.look, node.process.state);
  drawSymbol(ctx, node.process.state, colour, PADDING + SYMBOL, shape.height / 2, SYMBOL);
  writeLine(ctx, sight, text.name, picture, level);
  if (node.childCount > 0 && level.detailAlpha > 0) {
    ctx.globalAlpha = sight.alpha * level.detailAlpha;
    drawFold(ctx, { ...shape, outward: node.outward }, { badge: text.badge, folded: node.folded }, picture.look, 9.5);
  }
  ctx.restore();
}

function writeLine(ctx: Ctx, sight: Sight, name: string, { look, fitText }: Picture, level: DetailLevel): void {
  const { node, place, alpha } = sight;
  const shape = shapeOf(node, place);
  const size = Math.min(NAME_SIZE.far, Math.max(NAME_SIZE.near, level.nameSize));
  const font = { weight: 600, family: look.fontText };
  const room = shape.width - PADDING - TEXT_LEFT;
  const fitted = fitText(ctx, name, font, size, room);
  ctx.font = fontOf(font, size);
  ctx.fillStyle = nameColour(sight, look);
  drawInside(ctx, shape, fitted, TEXT_LEFT, shape.height / 2 + size * 0.36);
  const used = ctx.measureText(fitted).width + GAP;
  const pid = String(node.process.pid);
  ctx.font = fontOf({ weight: 400, family: look.fontMono }, PID_SIZE);
  const isNamed = node.process.birth !== undefined;
  if (isNamed || node.merged.length > 0 || level.detailAlpha === 0 || used + ctx.measureText(pid).width > room) return;
  ctx.globalAlpha = alpha * level.detailAlpha;
  ctx.fillStyle = look.muted;
  ctx.fillText(pid, TEXT_LEFT + used, shape.height / 2 + PID_SIZE * 0.36);
}
