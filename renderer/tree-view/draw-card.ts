/**
 * One card:
 *
 *    ⤴ orphan · was 4120          label, only above orphans
 *   ╭──────────────────────╮
 *   │ ◦  name              │‹     symbol, name, chevron (or "+68 ›" when folded)
 *   │    4185 · 46 %  ▬▬── │      pid, detail, processor share
 *   ╰──────────────────────╯      very near: user and age, memory and children too
 */
import { isGhost } from '#shared/model/process';
import { type Shape, shapeOf } from './box';
import { type CardText, cardText, shownCpu } from './card-text';
import type { DetailLevel } from './detail-level';
import { addCardPath, drawBody, drawStack } from './draw-card-body';
import { drawFold, drawLabel } from './draw-card-marks';
import { drawRings, pulseColour } from './draw-rings';
import { drawSymbol } from './draw-symbol';
import { fontOf } from './fit-text';
import { type Look, stateColour } from './look';
import type { Picture, Sight } from './picture';

const TEXT_LEFT = 30;
const RIGHT_PADDING = 10;
const BAR = { width: 30, height: 4, gap: 8 };

type Ctx = CanvasRenderingContext2D;

/** Draws at the card's own place; the caller has set nothing but the view. */
export function drawCard(ctx: Ctx, sight: Sight, picture: Picture, level: DetailLevel): void {
  const { node, place } = sight;
  const shape = shapeOf(node, place);
  const text = cardText(node, picture.words, picture.time);
  ctx.save();
  enterCard(ctx, sight, shape);
  ctx.globalAlpha = sight.alpha;
  drawRings(ctx, sight, picture);
  if (node.folded) drawStack(ctx, shape, picture, level);
  drawBody(ctx, sight, picture, level);
  drawName(ctx, text.name, sight, picture, level);
  if (level.detailAlpha > 0) {
    ctx.globalAlpha = sight.alpha * level.detailAlpha;
    drawDetail(ctx, text.detail, sight, picture, level);
    if (level.close > 0) drawMore(ctx, text, sight, picture, level);
    ctx.globalAlpha = sight.alpha * level.detailAlpha;
    const mark = { badge: text.badge, folded: node.folded };
    if (node.childCount > 0) drawFold(ctx, { ...shape, outward: node.outward }, mark, picture.look, level.detailSize);
    if (text.label !== undefined) drawLabel(ctx, shape, text.label, picture, level.detailSize);
  }
  ctx.restore();
}

/** To the card's own top left corner, turned as it is, and smaller while it grows out of its parent or leaves. */
export function enterCard(ctx: Ctx, { place }: Sight, { width, height, angle }: Shape): void {
  ctx.translate(place.x, place.y);
  if (angle !== 0) {
    ctx.translate(width / 2, height / 2);
    ctx.rotate(angle);
    ctx.translate(-width / 2, -height / 2);
  }
  if (place.presence >= 1) return;
  const scale = 0.7 + 0.3 * place.presence;
  ctx.translate(0, (height / 2) * (1 - scale));
  ctx.scale(scale, scale);
}

function drawName(ctx: Ctx, name: string, { node, place }: Sight, picture: Picture, level: DetailLevel): void {
  const { look, fitText } = picture;
  const shape = shapeOf(node, place);
  const centre = shape.height / 2 - 6.5 * level.lift - 6 * level.close;
  const growth = level.nameSize / 13;
  const left = 15 + (TEXT_LEFT - 15) * Math.min(growth, 1.5);
  drawSymbol(ctx, node.process.state, stateColour(look, node.process.state), 10 + 5 * growth, centre, 5 * growth);
  const font = { weight: 600, family: look.fontText };
  const text = fitText(ctx, name, font, level.nameSize, shape.width - RIGHT_PADDING - left);
  ctx.font = fontOf(font, level.nameSize);
  ctx.fillStyle = nameColour({ node, place }, look);
  drawInside(ctx, shape, text, left, centre + level.nameSize * 0.36);
}

/** The new name of an exec flashes. */
export function nameColour({ node, place }: Pick<Sight, 'node' | 'place'>, look: Look): string {
  if (place.pulse?.kind === 'exec' && place.pulse.progress < 0.8) return pulseColour('exec', look);
  return isGhost(node.process) ? look.muted : look.text;
}

/** Plain letters are known to fit; anything else may be taller or wider than it measures, and is clipped. */
export function drawInside(ctx: Ctx, shape: Shape, text: string, x: number, baseline: number): void {
  if (/^[\x20-\x7e…×]*$/.test(text)) {
    ctx.fillText(text, x, baseline);
    return;
  }
  ctx.save();
  ctx.beginPath();
  addCardPath(ctx, shape, 1);
  ctx.clip();
  ctx.fillText(text, x, baseline);
  ctx.restore();
}

function drawDetail(ctx: Ctx, detail: string, { node, place }: Sight, picture: Picture, level: DetailLevel): void {
  const { look, fitText } = picture;
  const { width, height } = shapeOf(node, place);
  const right = width - RIGHT_PADDING;
  const size = level.detailSize;
  const font = { weight: 400, family: look.fontMono };
  const text = fitText(ctx, detail, font, size, right - TEXT_LEFT);
  ctx.font = fontOf(font, size);
  ctx.fillStyle = node.process.state === 'zombie' ? look.zombie : look.muted;
  const centre = height / 2 + 9.5 - 12 * level.close;
  ctx.fillText(text, TEXT_LEFT, centre + size * 0.36);
  const cpu = node.merged.length > 0 ? undefined : shownCpu(node.process);
  if (cpu !== undefined && TEXT_LEFT + ctx.measureText(text).width + BAR.gap <= right - BAR.width) {
    drawCpuBar(ctx, right - BAR.width, Math.min(1, cpu), centre, look);
  }
}

/** Two more lines for who comes very near: they fade in where the first two have made room. */
function drawMore(ctx: Ctx, text: CardText, { node, place, alpha }: Sight, picture: Picture, level: DetailLevel): void {
  const { look, fitText } = picture;
  const shape = shapeOf(node, place);
  const font = { weight: 400, family: look.fontText };
  const size = level.moreSize;
  ctx.globalAlpha = alpha * Math.max(0, 2 * level.close - 1);
  ctx.fillStyle = look.muted;
  for (const [line, centre] of [
    [text.belonging, shape.height / 2 + 7.5],
    [text.use, shape.height / 2 + 16],
  ] as const) {
    const fitted = fitText(ctx, line, font, size, shape.width - RIGHT_PADDING - TEXT_LEFT);
    ctx.font = fontOf(font, size);
    drawInside(ctx, shape, fitted, TEXT_LEFT, centre + size * 0.36);
  }
}

function drawCpuBar(ctx: Ctx, left: number, share: number, centre: number, { running, line }: Look): void {
  const top = centre - BAR.height / 2;
  ctx.beginPath();
  ctx.roundRect(left, top, BAR.width, BAR.height, BAR.height / 2);
  ctx.fillStyle = line;
  ctx.fill();
  ctx.beginPath();
  ctx.roundRect(left, top, Math.max(BAR.height, BAR.width * share), BAR.height, BAR.height / 2);
  ctx.fillStyle = running;
  ctx.fill();
}
