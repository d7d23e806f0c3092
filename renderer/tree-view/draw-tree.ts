/** Draws a picture. The context comes in CSS pixels; what is not in sight is not drawn. */
import type { SceneBounds, SceneNode } from '#shared/layout/scene';
import type { Place } from './animate-scene';
import { boxAt } from './box';
import { type DetailLevel, detailAt, isFar } from './detail-level';
import { drawArea } from './draw-area';
import { drawCard } from './draw-card';
import { drawEdges } from './draw-edges';
import { drawFar } from './draw-far';
import { drawSlimCard } from './draw-slim-card';
import { isFading, sightOf } from './fade';
import type { Picture, Sight } from './picture';
import { grown, touchesCard, visibleBounds } from './view-transform';

/** What of the drawing goes on changing by itself. */
export interface Unrest {
  /** A card in sight is on its way. */
  readonly moving: boolean;
  readonly fading: boolean;
  /** A zombie's age is to be read. */
  readonly ageing: boolean;
}

/** Rings and glows reach this far out of a card. */
const RING_ROOM = 12;

export function drawTree(ctx: CanvasRenderingContext2D, picture: Picture): Unrest {
  const { view } = picture;
  const bounds = grown(visibleBounds(view, picture.size), { x: RING_ROOM, y: RING_ROOM });
  const sights = sightsIn(bounds, picture);
  ctx.save();
  ctx.translate(view.x, view.y);
  ctx.scale(view.k, view.k);
  ctx.direction = 'ltr';
  if (isFar(view.k, picture.scene.layout)) drawFar(ctx, sights, picture);
  else drawNear(ctx, sights, bounds, picture);
  ctx.restore();
  return unrestOf(sights, picture);
}

function drawNear(
  ctx: CanvasRenderingContext2D,
  sights: readonly Sight[],
  bounds: SceneBounds,
  picture: Picture,
): void {
  const level = detailAt(picture.view.k);
  drawEdges(ctx, picture, bounds);
  for (const sight of inDrawingOrder(sights, picture)) if (sight.alpha > 0) drawOne(ctx, sight, picture, level);
}

function drawOne(ctx: CanvasRenderingContext2D, sight: Sight, picture: Picture, level: DetailLevel): void {
  const { layout } = picture.scene;
  if (layout === 'icicle') drawArea(ctx, sight, picture);
  else if (layout === 'radial') drawSlimCard(ctx, sight, picture, level);
  else drawCard(ctx, sight, picture, level);
}

function sightsIn(bounds: SceneBounds, picture: Picture): readonly Sight[] {
  const sights: Sight[] = [];
  const look = (node: SceneNode, place: Place) => {
    if (touchesCard(bounds, boxAt(node, place))) sights.push(sightOf(node, place, picture));
  };
  for (const { node, place } of picture.departures) look(node, place);
  for (const node of picture.scene.nodes.values()) look(node, picture.placeOf(node));
  return sights;
}

/** Who is coming or going passes below the others, what is held lies above. */
function inDrawingOrder(sights: readonly Sight[], { highlight }: Picture): readonly Sight[] {
  const passing = sights.filter(({ place }) => place.presence < 1);
  const held = ({ node }: Sight) => node.id === highlight.selected || node.id === highlight.focused;
  const there = sights.filter(({ place }) => place.presence >= 1);
  return [...passing, ...there.filter((sight) => !held(sight)), ...there.filter(held)];
}

function unrestOf(sights: readonly Sight[], { time, fadeMs, view }: Picture): Unrest {
  const showsAges = detailAt(view.k).detailAlpha > 0;
  return {
    moving: sights.some(isOnItsWay),
    fading: sights.some(({ node }) => isFading(node.process, time, fadeMs)),
    ageing:
      showsAges && sights.some(({ node: { process } }) => process.state === 'zombie' && process.exitedAt !== undefined),
  };
}

function isOnItsWay({ node, place }: Sight): boolean {
  return (
    place.presence < 1 ||
    place.x !== node.x ||
    place.y !== node.y ||
    place.shape !== undefined ||
    place.pulse !== undefined
  );
}
