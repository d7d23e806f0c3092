/** The lines between cards, gathered by style: a stroke for each style, not for each line. */
import { connectNodes } from '#shared/layout/connect-nodes';
import type { LayoutKind, SceneBounds, SceneEdge, ScenePoint } from '#shared/layout/scene';
import { isGhost, type ProcessId } from '#shared/model/process';
import { memoizeLast } from '../store/memoize-last';
import { boxAt } from './box';
import { sightOf } from './fade';
import { addLink, childLink, isInSight, type Link, lostLink, type Reaches } from './link';
import type { Look } from './look';
import type { Picture, Sight } from './picture';

interface Style {
  readonly colour: string;
  readonly alpha: number;
  readonly width: number;
  readonly dash: readonly number[];
}

const WIDTH = 1.5;
/** At the least, in CSS pixels: far off, the lines are most of the picture. */
const LEAST_PIXELS = 0.75;

export function drawEdges(ctx: CanvasRenderingContext2D, picture: Picture, bounds: SceneBounds): void {
  const batches = new Map<string, { readonly style: Style; readonly links: OwnedLink[] }>();
  const add: AddLink = (style, link) => {
    const key = `${style.colour}|${style.alpha}|${style.dash.length}`;
    const batch = batches.get(key);
    if (batch === undefined) batches.set(key, { style, links: [link] });
    else batch.links.push(link);
  };
  const crowd = createCrowd(bounds, picture.scene.layout);
  for (const edge of edgesOf(picture.scene)) addEdge(picture, edge, bounds, crowd, add);
  for (const { style, links } of batches.values()) strokeLinks(ctx, links, style, picture.view.k);
  ctx.globalAlpha = 1;
  ctx.setLineDash([]);
}

/** Of the scene drawn last: many frames show the same one. */
const edgesOf = memoizeLast(connectNodes);

interface OwnedLink extends Link {
  readonly from: ProcessId;
}

type AddLink = (style: Style, link: OwnedLink) => void;

function addEdge(picture: Picture, edge: SceneEdge, bounds: SceneBounds, crowd: Crowd, add: AddLink): void {
  const from = picture.scene.nodes.get(edge.from);
  const to = picture.scene.nodes.get(edge.to);
  if (from === undefined || to === undefined) return;
  const { layout } = picture.scene;
  const end = picture.placeOf(to);
  const [source, target] = [boxAt(from, picture.placeOf(from)), boxAt(to, end)];
  const link = edge.kind === 'lost' ? lostLink(source, target, layout) : childLink(source, target, layout, end.swing);
  if (!isInSight(link, bounds) || crowd(edge, link.target)) return;
  const sight = sightOf(to, end, picture);
  const owned = { ...link, from: edge.from };
  if (edge.kind === 'lost') add(lostStyle(picture.look, sight), owned);
  else addChildEdge(picture, edge, sight, owned, add);
}

function lostStyle({ muted }: Look, { alpha }: Sight): Style {
  return { colour: muted, alpha: steps(alpha * 0.8), width: 1.25, dash: [4, 4] };
}

function addChildEdge(
  { look, highlight }: Picture,
  edge: SceneEdge,
  sight: Sight,
  link: OwnedLink,
  add: AddLink,
): void {
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
 * Of the lines from one parent to thousands far beyond the view, along the way in which siblings lie, those to nearly
 * the same distance cannot be told apart in it; each such bundle is one line.
 */
function createCrowd({ left, top, right, bottom }: SceneBounds, layout: LayoutKind): Crowd {
  const bundles = new Set<string>();
  const [least, most] = layout === 'down' ? [left, right] : [top, bottom];
  return (edge, target) => {
    if (layout === 'radial') return false;
    const along = layout === 'down' ? target.x : target.y;
    const beyond = Math.max(least - along, along - most);
    if (beyond <= 1) return false;
    const bundle = `${edge.kind}|${edge.from}|${along < least}|${Math.round(Math.log2(beyond) * 6)}`;
    const isKnown = bundles.has(bundle);
    bundles.add(bundle);
    return isKnown;
  };
}

/** A few alphas, so that few strokes are needed. */
function steps(alpha: number): number {
  return Math.round(alpha * 20) / 20;
}

function strokeLinks(ctx: CanvasRenderingContext2D, links: readonly OwnedLink[], style: Style, k: number): void {
  ctx.globalAlpha = style.alpha;
  ctx.strokeStyle = style.colour;
  ctx.lineWidth = Math.max(style.width, LEAST_PIXELS / k);
  ctx.setLineDash(style.dash.map((length) => length * Math.max(1, 1 / k)));
  ctx.beginPath();
  const reaches: Reaches = new Map();
  for (const link of links) addLink(ctx, link, link.from, reaches);
  ctx.stroke();
}
