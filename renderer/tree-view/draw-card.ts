/**
 * One card:
 *
 *    ⤴ orphan · was 4120          label, only above orphans
 *   ╭──────────────────────╮
 *   │ ◦  name              │‹     symbol, name, chevron (or "+68 ›" when folded)
 *   │    4185 · 46 %  ▬▬── │      pid, detail, processor share
 *   ╰──────────────────────╯
 */
import { CARD_HEIGHT, CARD_WIDTH } from '#shared/layout/scene';
import { isGhost } from '#shared/model/process';
import { cardText, shownCpu } from './card-text';
import type { DetailLevel } from './detail-level';
import { addCardPath, drawBody, drawStack } from './draw-card-body';
import { drawFold, drawLabel } from './draw-card-marks';
import { drawRings } from './draw-rings';
import { drawSymbol } from './draw-symbol';
import { fontOf } from './fit-text';
import { stateColour } from './look';
import type { Picture, Sight } from './picture';

const TEXT_LEFT = 30;
const TEXT_RIGHT = CARD_WIDTH - 10;
const BAR = { width: 30, height: 4, gap: 8 };

type Ctx = CanvasRenderingContext2D;

/** Draws at the card's own place; the caller has set nothing but the view. */
export function drawCard(ctx: Ctx, sight: Sight, picture: Picture, level: DetailLevel): void {
  const { node, place } = sight;
  const text = cardText(node, picture.words, picture.time);
  ctx.save();
  ctx.translate(place.x, place.y);
  if (place.presence < 1) growFromLeft(ctx, place.presence);
  ctx.globalAlpha = sight.alpha;
  drawRings(ctx, sight, picture);
  if (node.folded) drawStack(ctx, picture, level);
  drawBody(ctx, sight, picture, level);
  drawName(ctx, text.name, sight, picture, level);
  if (level.detailAlpha > 0) {
    ctx.globalAlpha = sight.alpha * level.detailAlpha;
    drawDetail(ctx, text.detail, sight, picture, level);
    if (node.childCount > 0) drawFold(ctx, text.badge, node.folded, picture.look, level.detailSize);
    if (text.label !== undefined) drawLabel(ctx, text.label, picture, level.detailSize);
  }
  ctx.restore();
}

function growFromLeft(ctx: Ctx, presence: number): void {
  const scale = 0.7 + 0.3 * presence;
  ctx.translate(0, (CARD_HEIGHT / 2) * (1 - scale));
  ctx.scale(scale, scale);
}

function drawName(ctx: Ctx, name: string, { node }: Sight, picture: Picture, level: DetailLevel): void {
  const { look, fitText } = picture;
  const centre = CARD_HEIGHT / 2 - 6.5 * level.lift;
  const growth = level.nameSize / 13;
  const left = 15 + (TEXT_LEFT - 15) * Math.min(growth, 1.5);
  drawSymbol(ctx, node.process.state, stateColour(look, node.process.state), 10 + 5 * growth, centre, 5 * growth);
  const font = { weight: 600, family: look.fontText };
  const text = fitText(ctx, name, font, level.nameSize, TEXT_RIGHT - left);
  ctx.font = fontOf(font, level.nameSize);
  ctx.fillStyle = isGhost(node.process) ? look.muted : look.text;
  drawInside(ctx, text, left, centre + level.nameSize * 0.36);
}

/** Plain letters are known to fit; anything else may be taller or wider than it measures, and is clipped. */
function drawInside(ctx: Ctx, text: string, x: number, baseline: number): void {
  if (/^[\x20-\x7e…]*$/.test(text)) {
    ctx.fillText(text, x, baseline);
    return;
  }
  ctx.save();
  ctx.beginPath();
  addCardPath(ctx, 1);
  ctx.clip();
  ctx.fillText(text, x, baseline);
  ctx.restore();
}

function drawDetail(ctx: Ctx, detail: string, { node }: Sight, picture: Picture, { detailSize }: DetailLevel): void {
  const { look, fitText } = picture;
  const font = { weight: 400, family: look.fontMono };
  const text = fitText(ctx, detail, font, detailSize, TEXT_RIGHT - TEXT_LEFT);
  ctx.font = fontOf(font, detailSize);
  ctx.fillStyle = node.process.state === 'zombie' ? look.zombie : look.muted;
  const centre = CARD_HEIGHT / 2 + 9.5;
  ctx.fillText(text, TEXT_LEFT, centre + detailSize * 0.36);
  const cpu = shownCpu(node.process);
  if (cpu !== undefined && TEXT_LEFT + ctx.measureText(text).width + BAR.gap <= TEXT_RIGHT - BAR.width) {
    drawCpuBar(ctx, Math.min(1, cpu), centre, look.running, look.line);
  }
}

function drawCpuBar(ctx: Ctx, share: number, centre: number, colour: string, ground: string): void {
  const left = TEXT_RIGHT - BAR.width;
  const top = centre - BAR.height / 2;
  ctx.beginPath();
  ctx.roundRect(left, top, BAR.width, BAR.height, BAR.height / 2);
  ctx.fillStyle = ground;
  ctx.fill();
  ctx.beginPath();
  ctx.roundRect(left, top, Math.max(BAR.height, BAR.width * share), BAR.height, BAR.height / 2);
  ctx.fillStyle = colour;
  ctx.fill();
}
