/** What sits on a card's rim: the chevron that folds, and the words above an orphan. */
import { CARD_HEIGHT, CARD_WIDTH } from '#shared/layout/scene';
import { fontOf } from './fit-text';
import type { Look } from './look';
import type { Picture } from './picture';

type Ctx = CanvasRenderingContext2D;

/** At the letter size of a near card; the marks grow with the letters. */
const NEAR_SIZE = 11;
const KNOB = 7.5;
const BADGE_PADDING = 8;
/** Above the rings of selection and focus. */
const LABEL_BASELINE = -10;

/** `‹` folds; `+68 ›` unfolds. */
export function drawFold(ctx: Ctx, badge: string | undefined, folded: boolean, look: Look, size: number): void {
  const growth = size / NEAR_SIZE;
  const knob = KNOB * growth;
  ctx.save();
  ctx.translate(CARD_WIDTH, CARD_HEIGHT / 2);
  ctx.font = fontOf({ weight: 500, family: look.fontMono }, size);
  const width = badge === undefined ? 0 : ctx.measureText(badge).width + BADGE_PADDING - knob / 4;
  ctx.beginPath();
  ctx.roundRect(-knob, -knob, 2 * knob + width, 2 * knob, knob);
  ctx.fillStyle = look.raised;
  ctx.fill();
  ctx.lineWidth = growth;
  ctx.strokeStyle = look.edge;
  ctx.stroke();
  if (badge !== undefined) {
    ctx.fillStyle = look.text;
    ctx.fillText(badge, BADGE_PADDING - knob, size * 0.36);
  }
  ctx.translate(width, 0);
  ctx.scale(growth, growth);
  drawChevron(ctx, folded ? 1 : -1, look.muted);
  ctx.restore();
}

function drawChevron(ctx: Ctx, direction: 1 | -1, colour: string): void {
  ctx.beginPath();
  ctx.moveTo(-1.6 * direction, -3.2);
  ctx.lineTo(1.6 * direction, 0);
  ctx.lineTo(-1.6 * direction, 3.2);
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.4;
  ctx.stroke();
}

/** Right-aligned, as the edge to the adopter comes from the left. */
export function drawLabel(ctx: Ctx, label: string, { look, fitText }: Picture, size: number): void {
  const font = { weight: 500, family: look.fontText };
  const arrow = size * 0.36;
  const text = fitText(ctx, label, font, size, CARD_WIDTH - 4 * arrow - 8);
  ctx.font = fontOf(font, size);
  const left = CARD_WIDTH - 8 - ctx.measureText(text).width;
  ctx.fillStyle = look.orphan;
  ctx.fillText(text, left, LABEL_BASELINE);
  drawOrphanArrow(ctx, left - 2.2 * arrow, LABEL_BASELINE - size * 0.32, arrow, look.orphan);
}

/** ⤴ as a path: few fonts have it. */
function drawOrphanArrow(ctx: Ctx, x: number, y: number, r: number, colour: string): void {
  ctx.beginPath();
  ctx.moveTo(x - r, y + r * 0.8);
  ctx.quadraticCurveTo(x + r * 0.5, y + r * 0.8, x + r * 0.5, y - r * 0.7);
  ctx.moveTo(x - r * 0.35, y);
  ctx.lineTo(x + r * 0.5, y - r * 0.9);
  ctx.lineTo(x + r * 1.3, y);
  ctx.strokeStyle = colour;
  ctx.lineWidth = r * 0.32;
  ctx.stroke();
}
