/**
 * An area of the icicle. Its words keep their size on the screen, whatever the zoom: those that have room are written,
 * so that nearer tells more and nothing overlaps.
 */
import { isGhost } from '#shared/model/process';
import { shapeOf } from './box';
import { areaUse, cardText } from './card-text';
import { drawInside, nameColour } from './draw-card';
import { drawRings } from './draw-rings';
import { drawSymbol } from './draw-symbol';
import { fontOf } from './fit-text';
import { stateColour } from './look';
import type { Picture, Sight } from './picture';

type Ctx = CanvasRenderingContext2D;

/** CSS pixels. */
const GAP = 1;
const PADDING = 8;
const NAME = { size: 12, line: 16, room: 16 };
const DETAIL = { size: 11, room: 34 };
const LEAST_WIDTH = 72;
const SYMBOL = 4.5;
/** At less, an area is a line: drawn with its neighbours' ground showing through would be noise. */
const HAIR = 2;
const GROUND_TINT = 0.14;

export function drawArea(ctx: Ctx, sight: Sight, picture: Picture): void {
  const { node, place } = sight;
  const { k } = picture.view;
  const shape = shapeOf(node, place);
  const [width, height] = [shape.width * k, shape.height * k];
  ctx.save();
  ctx.translate(place.x, place.y);
  ctx.globalAlpha = sight.alpha * (0.4 + 0.6 * place.presence);
  drawGround(ctx, sight, picture);
  drawRings(ctx, sight, picture);
  ctx.scale(1 / k, 1 / k);
  if (height >= NAME.room && width >= LEAST_WIDTH) writeWords(ctx, sight, picture, { width, height, angle: 0 });
  ctx.restore();
}

function drawGround(ctx: Ctx, { node, place, glow, alpha }: Sight, { look, view, highlight }: Picture): void {
  const { width, height } = shapeOf(node, place);
  const gap = height * view.k > HAIR ? GAP / view.k : 0;
  ctx.beginPath();
  ctx.rect(0, 0, Math.max(0, width - gap), Math.max(0, height - gap));
  ctx.fillStyle = isGhost(node.process) ? look.ground : look.raised;
  ctx.fill();
  // A breath of the state's colour: raised alone can hardly be told from the ground in the light theme.
  const colour = stateColour(look, node.process.state);
  if (!isGhost(node.process)) {
    ctx.globalAlpha = alpha * GROUND_TINT;
    ctx.fillStyle = colour;
    ctx.fill();
  }
  const own = highlight.colours.get(node.id) ?? (highlight.runMembers.has(node.id) ? look.run : undefined);
  const edge = own ?? (glow > 0 ? look.fresh : colour);
  ctx.globalAlpha = alpha * (own === undefined && glow === 0 ? 0.55 : 1);
  ctx.beginPath();
  ctx.rect(0, 0, 3 / view.k, Math.max(0, height - gap));
  ctx.fillStyle = edge;
  ctx.fill();
  ctx.globalAlpha = alpha;
}

/** In CSS pixels from the area's corner. */
function writeWords(
  ctx: Ctx,
  sight: Sight,
  { look, fitText, words, time }: Picture,
  size: { readonly width: number; readonly height: number; readonly angle: number },
): void {
  const { node } = sight;
  const text = cardText(node, words, time);
  const left = 2 * PADDING + 2 * SYMBOL;
  const room = size.width - left - PADDING;
  const hasDetail = size.height >= DETAIL.room;
  const top = Math.min(size.height / 2, hasDetail ? 14 : size.height / 2);
  drawSymbol(ctx, node.process.state, stateColour(look, node.process.state), PADDING + SYMBOL + 2, top, SYMBOL);
  const font = { weight: 600, family: look.fontText };
  const name = fitText(ctx, text.name, font, NAME.size, room);
  ctx.font = fontOf(font, NAME.size);
  ctx.fillStyle = nameColour(sight, look);
  drawInside(ctx, size, name, left, top + NAME.size * 0.36);
  if (!hasDetail) return;
  const detailFont = { weight: 400, family: look.fontMono };
  const detail = fitText(ctx, areaUse(node, words), detailFont, DETAIL.size, room);
  ctx.font = fontOf(detailFont, DETAIL.size);
  ctx.fillStyle = look.muted;
  drawInside(ctx, size, detail, left, top + NAME.line + DETAIL.size * 0.36);
}
