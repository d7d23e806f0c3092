/**
 * The tree from afar: a dot with the state's shape for each process, painted state by state. What would fall on the
 * same pixel is drawn once, so that the whole of a large system costs no more than the pixels it covers.
 */
import { group } from 'd3';
import type { ScenePoint } from '#shared/layout/scene';
import { isGhost, isOrphan, type ProcessState } from '#shared/model/process';
import { boxAt, middleOf } from './box';
import { addSymbol, paintSymbols } from './draw-symbol';
import { addLink, childLink, type Reaches } from './link';
import { stateColour } from './look';
import type { Picture, Sight } from './picture';

type Ctx = CanvasRenderingContext2D;

const DOT = 17;
/** CSS pixels from the centre. Below the second, a shape cannot be told and a square does. */
const LEAST_PIXELS = 1.1;
const SHAPE_PIXELS = 1.7;

export function drawFar(ctx: Ctx, sights: readonly Sight[], picture: Picture): void {
  const r = Math.max(DOT, LEAST_PIXELS / picture.view.k);
  const distinct = distinctPixels(sights, picture);
  drawFarEdges(ctx, distinct, picture);
  for (const [state, dots] of group(distinct, ({ node }) => node.process.state)) drawDots(ctx, state, dots, r, picture);
  for (const sight of sights) markDot(ctx, sight, r, picture);
  ctx.globalAlpha = 1;
}

function dotOf({ node, place }: Sight): ScenePoint {
  return middleOf(boxAt(node, place));
}

/** The last of those on a pixel wins, rare states over common ones. */
function distinctPixels(sights: readonly Sight[], { view }: Picture): readonly Sight[] {
  const byPixel = new Map<number, Sight>();
  for (const sight of sights) {
    const column = Math.round(sight.place.x * view.k * 2);
    const row = Math.round(sight.place.y * view.k * 2);
    const pixel = column * 1_000_003 + row;
    const other = byPixel.get(pixel);
    if (other === undefined || rarity(sight) >= rarity(other)) byPixel.set(pixel, sight);
  }
  return [...byPixel.values()];
}

function rarity({ node: { process } }: Sight): number {
  if (process.state === 'zombie') return 3;
  if (process.state === 'running' || process.state === 'stopped' || process.state === 'disk-sleep') return 2;
  return isGhost(process) ? 0 : 1;
}

function drawFarEdges(ctx: Ctx, sights: readonly Sight[], picture: Picture): void {
  ctx.lineWidth = 0.75 / picture.view.k;
  for (const isAdopted of [false, true]) {
    ctx.beginPath();
    const reaches: Reaches = new Map();
    for (const { node, place } of sights) {
      const parent = node.parent === undefined ? undefined : picture.scene.nodes.get(node.parent);
      if (parent === undefined || node.process.adoptions.length > 0 !== isAdopted) continue;
      const ends = [boxAt(parent, picture.placeOf(parent)), boxAt(node, place)] as const;
      addLink(ctx, childLink(...ends, picture.scene.layout, place.swing), parent.id, reaches);
    }
    ctx.strokeStyle = isAdopted ? picture.look.orphan : picture.look.edge;
    ctx.stroke();
  }
}

function drawDots(ctx: Ctx, state: ProcessState, sights: readonly Sight[], r: number, { look, view }: Picture): void {
  const colour = stateColour(look, state);
  ctx.globalAlpha = state === 'gone' ? 0.4 : 1;
  ctx.beginPath();
  if (r * view.k >= SHAPE_PIXELS) {
    for (const sight of sights) addSymbol(ctx, state, dotOf(sight).x, dotOf(sight).y, r);
    paintSymbols(ctx, state, colour, r);
    return;
  }
  for (const sight of sights) ctx.rect(dotOf(sight).x - r, dotOf(sight).y - r, 2 * r, 2 * r);
  ctx.fillStyle = colour;
  ctx.fill();
}

/** A ring around what is not to be missed. */
function markDot(ctx: Ctx, sight: Sight, r: number, { look, highlight, view }: Picture): void {
  const { node, glow } = sight;
  const colour = markColour();
  if (colour === undefined) return;
  ctx.globalAlpha = colour === look.fresh ? glow : 1;
  ctx.beginPath();
  const { x, y } = dotOf(sight);
  ctx.arc(x, y, Math.max(r * 1.7, 3.5 / view.k), 0, 2 * Math.PI);
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.5 / view.k;
  ctx.stroke();

  function markColour(): string | undefined {
    if (highlight.selected === node.id) return look.accent;
    if (highlight.focused === node.id) return look.text;
    if (highlight.runMembers.has(node.id)) return look.run;
    if (glow > 0) return look.fresh;
    if (isOrphan(node.process)) return look.orphan;
    return undefined;
  }
}
