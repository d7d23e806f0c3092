/** The lines between cards, gathered by style: a stroke for each style, not for each line. */
import { linkHorizontal } from 'd3';
import { CARD_HEIGHT, CARD_WIDTH, type SceneBounds, type SceneEdge, type ScenePoint } from '#shared/layout/scene';
import { isGhost } from '#shared/model/process';
import { sightOf } from './fade';
import type { Look } from './look';
import type { Picture, Sight } from './picture';
import { nowhere, plus } from './points';

interface Link {
  readonly source: ScenePoint;
  readonly target: ScenePoint;
  /** How far the curve's handles reach out sideways; without them it is d3's horizontal link. */
  readonly bends?: readonly [source: number, target: number];
}

interface Style {
  readonly colour: string;
  readonly alpha: number;
  readonly width: number;
  readonly dash: readonly number[];
}

const WIDTH = 1.5;
const BEND = 42;
/** At the least, in CSS pixels: far off, the lines are most of the picture. */
const LEAST_PIXELS = 0.75;

export function drawEdges(ctx: CanvasRenderingContext2D, picture: Picture, bounds: SceneBounds): void {
  const batches = new Map<string, { readonly style: Style; readonly links: Link[] }>();
  const add = (style: Style, link: Link) => {
    const key = `${style.colour}|${style.alpha}|${style.dash.length}`;
    const batch = batches.get(key);
    if (batch === undefined) batches.set(key, { style, links: [link] });
    else batch.links.push(link);
  };
  const crowd = createCrowd(bounds);
  for (const edge of picture.scene.edges) addEdge(picture, edge, bounds, crowd, add);
  for (const { style, links } of batches.values()) strokeLinks(ctx, links, style, picture.view.k);
  ctx.globalAlpha = 1;
  ctx.setLineDash([]);
}

type AddLink = (style: Style, link: Link) => void;

function addEdge(picture: Picture, edge: SceneEdge, bounds: SceneBounds, crowd: Crowd, add: AddLink): void {
  const from = picture.scene.nodes.get(edge.from);
  const to = picture.scene.nodes.get(edge.to);
  if (from === undefined || to === undefined) return;
  const start = picture.placeOf(from);
  const end = picture.placeOf(to);
  const link = edge.kind === 'lost' ? lostLink(start, end) : childLink(plus(start, end.swing ?? nowhere), end);
  if (!isInSight(link, bounds) || crowd(edge, link.target)) return;
  const sight = sightOf(to, end, picture);
  if (edge.kind === 'lost') add(lostStyle(picture.look, sight), link);
  else addChildEdge(picture, edge, sight, link, add);
}

function lostStyle({ muted }: Look, { alpha }: Sight): Style {
  return { colour: muted, alpha: steps(alpha * 0.8), width: 1.25, dash: [4, 4] };
}

function addChildEdge({ look, highlight }: Picture, edge: SceneEdge, sight: Sight, link: Link, add: AddLink): void {
  const both = highlight.runMembers.has(edge.from) && highlight.runMembers.has(edge.to);
  const colour = edge.kind === 'adopted' ? look.orphan : both ? look.run : look.edge;
  const dash = isGhost(sight.node.process) ? [4, 4] : [];
  add({ colour, alpha: steps(sight.alpha), width: WIDTH, dash }, link);
  // Over amber or the run's colour, blue would make a third.
  const isPlain = colour === look.edge;
  if (sight.glow > 0 && isPlain) add({ colour: look.fresh, alpha: steps(sight.glow), width: WIDTH, dash: [] }, link);
}

/** True for a line that would only thicken one that is already there. */
type Crowd = (edge: SceneEdge, target: ScenePoint) => boolean;

/**
 * Of the lines from one parent to thousands far above or below the view, those to nearly the same distance cannot be
 * told apart in it; each such bundle is one line.
 */
function createCrowd({ top, bottom }: SceneBounds): Crowd {
  const bundles = new Set<string>();
  return (edge, { y }) => {
    const beyond = Math.max(top - y, y - bottom);
    if (beyond <= 1) return false;
    const bundle = `${edge.kind}|${edge.from}|${y < top}|${Math.round(Math.log2(beyond) * 6)}`;
    const isKnown = bundles.has(bundle);
    bundles.add(bundle);
    return isKnown;
  };
}

/** A few alphas, so that few strokes are needed. */
function steps(alpha: number): number {
  return Math.round(alpha * 20) / 20;
}

function childLink(parent: ScenePoint, child: ScenePoint): Link {
  const half = CARD_HEIGHT / 2;
  return { source: { x: parent.x + CARD_WIDTH, y: parent.y + half }, target: { x: child.x, y: child.y + half } };
}

/**
 * From the ghost to the orphan, leaving and arriving sideways. Side by side in one column, it bows out on the right,
 * where no line to a parent runs:
 *
 *   [ghost]┄╮                      ╭┄[ghost]
 *   [orphan]┄╯         [orphan]┄┄┄┄╯
 */
function lostLink(ghost: ScenePoint, orphan: ScenePoint): Link {
  const half = CARD_HEIGHT / 2;
  const left = ({ x, y }: ScenePoint) => ({ x, y: y + half });
  const right = ({ x, y }: ScenePoint) => ({ x: x + CARD_WIDTH, y: y + half });
  // Most of the way along the orphan's row, which is free beside a leaf; the rise is in the gap before the ghost.
  const reach = Math.max(BEND, (Math.abs(ghost.x - orphan.x) - CARD_WIDTH) * 0.95);
  if (ghost.x >= orphan.x + CARD_WIDTH) return { source: left(ghost), target: right(orphan), bends: [-BEND, reach] };
  if (orphan.x >= ghost.x + CARD_WIDTH) return { source: right(ghost), target: left(orphan), bends: [reach, -BEND] };
  return { source: right(ghost), target: right(orphan), bends: [BEND, BEND] };
}

function isInSight({ source, target }: Link, bounds: SceneBounds): boolean {
  return (
    Math.max(source.x, target.x) + CARD_WIDTH >= bounds.left &&
    Math.min(source.x, target.x) - CARD_WIDTH <= bounds.right &&
    Math.max(source.y, target.y) >= bounds.top &&
    Math.min(source.y, target.y) <= bounds.bottom
  );
}

function strokeLinks(ctx: CanvasRenderingContext2D, links: readonly Link[], style: Style, k: number): void {
  const draw = linkHorizontal<Link, ScenePoint>()
    .x(({ x }) => x)
    .y(({ y }) => y)
    .context(ctx);
  ctx.globalAlpha = style.alpha;
  ctx.strokeStyle = style.colour;
  ctx.lineWidth = Math.max(style.width, LEAST_PIXELS / k);
  ctx.setLineDash(style.dash.map((length) => length * Math.max(1, 1 / k)));
  ctx.beginPath();
  for (const link of links) {
    if (link.bends === undefined) draw(link);
    else addBow(ctx, link, link.bends);
  }
  ctx.stroke();
}

function addBow(ctx: CanvasRenderingContext2D, { source, target }: Link, [out, back]: readonly [number, number]): void {
  ctx.moveTo(source.x, source.y);
  ctx.bezierCurveTo(source.x + out, source.y, target.x + back, target.y, target.x, target.y);
}
