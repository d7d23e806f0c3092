/** What sits on a card's rim: the chevron that folds, and the words above an orphan. */
import type { SceneBox } from '#shared/layout/scene';
import type { Shape } from './box';
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

export interface FoldMark {
  /** How many are hidden, as words. */
  readonly badge: string | undefined;
  readonly folded: boolean;
}

/** `‹` folds; `+68 ›` unfolds. On the side where the children are. */
export function drawFold(ctx: Ctx, box: Shape & Pick<SceneBox, 'outward'>, mark: FoldMark, look: Look, size: number) {
  const growth = size / NEAR_SIZE;
  const knob = KNOB * growth;
  ctx.save();
  ctx.font = fontOf({ weight: 500, family: look.fontMono }, size);
  const more = mark.badge === undefined ? 0 : ctx.measureText(mark.badge).width + BADGE_PADDING - knob / 4;
  placeFold(ctx, box, more);
  ctx.beginPath();
  ctx.roundRect(-knob, -knob, 2 * knob + more, 2 * knob, knob);
  ctx.fillStyle = look.raised;
  ctx.fill();
  ctx.lineWidth = growth;
  ctx.strokeStyle = look.edge;
  ctx.stroke();
  if (mark.badge !== undefined) {
    ctx.fillStyle = look.text;
    ctx.fillText(mark.badge, BADGE_PADDING - knob, size * 0.36);
  }
  ctx.translate(more, 0);
  ctx.scale(growth, growth);
  drawChevron(ctx, box.outward, mark.folded, look.muted);
  ctx.restore();
}

function placeFold(ctx: Ctx, { width, height, outward }: Shape & Pick<SceneBox, 'outward'>, more: number): void {
  if (outward === 'right') ctx.translate(width, height / 2);
  else if (outward === 'left') ctx.translate(-more, height / 2);
  else ctx.translate((width - more) / 2, height);
}

/** Points to where the children would appear, or back into the card. */
function drawChevron(ctx: Ctx, outward: SceneBox['outward'], folded: boolean, colour: string): void {
  if (outward === 'bottom') ctx.rotate(Math.PI / 2);
  if (outward === 'left') ctx.scale(-1, 1);
  const direction = folded ? 1 : -1;
  ctx.beginPath();
  ctx.moveTo(-1.6 * direction, -3.2);
  ctx.lineTo(1.6 * direction, 0);
  ctx.lineTo(-1.6 * direction, 3.2);
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.4;
  ctx.stroke();
}

/** Right-aligned, as the edge to the adopter comes from the left. */
export function drawLabel(ctx: Ctx, { width }: Shape, label: string, { look, fitText }: Picture, size: number): void {
  const font = { weight: 500, family: look.fontText };
  const arrow = size * 0.36;
  const text = fitText(ctx, label, font, size, width - 4 * arrow - 8);
  ctx.font = fontOf(font, size);
  const left = width - 8 - ctx.measureText(text).width;
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
