/** What sits on a card's rim: the chevron that folds, and the words above an orphan. */
import { CARD_HEIGHT, CARD_WIDTH } from '#shared/layout/scene';
import { fontOf } from './fit-text';
import type { Picture } from './picture';

type Ctx = CanvasRenderingContext2D;

const KNOB = 7.5;
const BADGE = { size: 10.5, padding: 8, chevron: 11 };
const LABEL_SIZE = 11;
/** Above the rings of selection and focus. */
const LABEL_BASELINE = -10;

/** `‹` folds; `+68 ›` unfolds. */
export function drawFold(ctx: Ctx, badge: string | undefined, folded: boolean, { look }: Picture): void {
  const middle = CARD_HEIGHT / 2;
  ctx.lineWidth = 1;
  ctx.strokeStyle = look.line;
  ctx.fillStyle = look.ground;
  ctx.font = fontOf({ weight: 500, family: look.fontMono }, BADGE.size);
  const width = badge === undefined ? 0 : ctx.measureText(badge).width + BADGE.padding;
  ctx.beginPath();
  ctx.roundRect(CARD_WIDTH - KNOB, middle - KNOB, 2 * KNOB + width, 2 * KNOB, KNOB);
  ctx.fill();
  ctx.stroke();
  if (badge !== undefined) {
    ctx.fillStyle = look.text;
    ctx.fillText(badge, CARD_WIDTH - KNOB + BADGE.padding, middle + BADGE.size * 0.36);
  }
  drawChevron(ctx, CARD_WIDTH + width, middle, folded ? 1 : -1, look.muted);
}

function drawChevron(ctx: Ctx, x: number, y: number, direction: 1 | -1, colour: string): void {
  ctx.beginPath();
  ctx.moveTo(x - 1.6 * direction, y - 3.2);
  ctx.lineTo(x + 1.6 * direction, y);
  ctx.lineTo(x - 1.6 * direction, y + 3.2);
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.4;
  ctx.stroke();
}

/** Right-aligned, as the edge to the adopter comes from the left. */
export function drawLabel(ctx: Ctx, label: string, { look, fitText }: Picture): void {
  const font = { weight: 500, family: look.fontText };
  const text = fitText(ctx, label, font, LABEL_SIZE, CARD_WIDTH - 36);
  ctx.font = fontOf(font, LABEL_SIZE);
  const left = CARD_WIDTH - 8 - ctx.measureText(text).width;
  ctx.fillStyle = look.orphan;
  ctx.fillText(text, left, LABEL_BASELINE);
  drawOrphanArrow(ctx, left - 9, LABEL_BASELINE - 3.5, 4, look.orphan);
}

/** ⤴ as a path: few fonts have it. */
export function drawOrphanArrow(ctx: Ctx, x: number, y: number, r: number, colour: string): void {
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
