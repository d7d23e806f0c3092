/** Rings around a card, outside in: keyboard focus, selection, the glow of the new, and what has just happened to it. */
import { type Shape, shapeOf } from './box';
import type { Look } from './look';
import type { Picture, Pulse, Sight } from './picture';

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
/** How far a pulse travels, in scene units. */
const PULSE_REACH = 14;

export function drawRings(ctx: Ctx, sight: Sight, picture: Picture): void {
  const shape = shapeOf(sight.node, sight.place);
  for (const ring of ringsOf(sight, picture)) drawRing(ctx, shape, ring, sight.alpha, picture.view.k);
}

function ringsOf({ node, glow, place }: Sight, { look, highlight, scene }: Picture): readonly Ring[] {
  const rings: Ring[] = [];
  const isArea = scene.layout === 'icicle';
  if (glow > 0 && !isArea) {
    rings.push({ colour: look.fresh, alpha: glow * 0.22, gap: 4, width: 6 });
    rings.push({ colour: look.fresh, alpha: glow * 0.75, gap: 3, width: 2 });
  }
  if (place.pulse !== undefined) rings.push(pulseRing(place.pulse, look));
  // Areas touch: what is around one would lie on its neighbours.
  if (highlight.selected === node.id) rings.push({ colour: look.accent, alpha: 1, gap: isArea ? -1 : 3, width: 2 });
  if (highlight.focused === node.id) {
    rings.push({ colour: look.text, alpha: 1, gap: isArea ? -3 : 6, width: 1.5, dash: [2, 2] });
  }
  return rings;
}

/** An ending draws together, everything else spreads. */
function pulseRing({ kind, progress }: Pulse, look: Look): Ring {
  const spread = kind === 'reaped' ? 1 - progress : progress;
  return { colour: pulseColour(kind, look), alpha: 1 - progress, gap: 2 + PULSE_REACH * spread, width: 3 };
}

export function pulseColour(kind: Pulse['kind'], look: Look): string {
  switch (kind) {
    case 'exec':
      return look.accent;
    case 'zombie':
      return look.zombie;
    case 'reaped':
      return look.muted;
    case 'adopted':
      return look.orphan;
  }
}

function drawRing(
  ctx: Ctx,
  shape: Shape,
  { colour, alpha, gap, width, dash }: Ring,
  cardAlpha: number,
  k: number,
): void {
  ctx.globalAlpha = alpha * cardAlpha;
  ctx.strokeStyle = colour;
  ctx.lineWidth = Math.max(width, LEAST_PIXELS / k);
  ctx.setLineDash(dash === undefined ? [] : [...dash]);
  ctx.beginPath();
  const [across, down] = [shape.width + 2 * gap, shape.height + 2 * gap];
  ctx.roundRect(-gap, -gap, across, down, Math.max(0, Math.min(8 + gap, down / 2)));
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.globalAlpha = cardAlpha;
}
