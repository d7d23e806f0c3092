/** Rings around a card, outside in: keyboard focus, selection, the glow of the new. */
import { CARD_HEIGHT, CARD_WIDTH } from '#shared/layout/scene';
import type { Picture, Sight } from './picture';

type Ctx = CanvasRenderingContext2D;

interface Ring {
  readonly colour: string;
  readonly alpha: number;
  /** Scene units off the card. */
  readonly gap: number;
  readonly width: number;
  readonly dash?: readonly number[];
}

/** So that a ring can be seen from afar too, in CSS pixels. */
const LEAST_PIXELS = 1.5;

export function drawRings(ctx: Ctx, sight: Sight, picture: Picture): void {
  for (const ring of ringsOf(sight, picture)) drawRing(ctx, ring, sight.alpha, picture.view.k);
}

function ringsOf({ node, glow }: Sight, { look, highlight }: Picture): readonly Ring[] {
  const rings: Ring[] = [];
  if (glow > 0) {
    rings.push({ colour: look.fresh, alpha: glow * 0.22, gap: 4, width: 6 });
    rings.push({ colour: look.fresh, alpha: glow * 0.75, gap: 3, width: 2 });
  }
  if (highlight.selected === node.id) rings.push({ colour: look.accent, alpha: 1, gap: 3, width: 2 });
  if (highlight.focused === node.id) rings.push({ colour: look.text, alpha: 1, gap: 6, width: 1.5, dash: [2, 2] });
  return rings;
}

function drawRing(ctx: Ctx, { colour, alpha, gap, width, dash }: Ring, cardAlpha: number, k: number): void {
  ctx.globalAlpha = alpha * cardAlpha;
  ctx.strokeStyle = colour;
  ctx.lineWidth = Math.max(width, LEAST_PIXELS / k);
  ctx.setLineDash(dash === undefined ? [] : [...dash]);
  ctx.beginPath();
  ctx.roundRect(-gap, -gap, CARD_WIDTH + 2 * gap, CARD_HEIGHT + 2 * gap, 8 + gap);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.globalAlpha = cardAlpha;
}
