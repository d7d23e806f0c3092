/** The curve between two cards, as each layout has it. */
import type { LayoutKind, SceneBounds, SceneBox, ScenePoint } from '#shared/layout/scene';
import { innerEnd, outerEnd } from './box';

/** A cubic curve: the handles lie off its ends by `out` and `back`. */
export interface Link {
  readonly source: ScenePoint;
  readonly target: ScenePoint;
  readonly out: ScenePoint;
  readonly back: ScenePoint;
  /** Which way the line runs that all children of one parent share; undefined for a curve of its own. */
  readonly trunk: 'right' | 'down' | undefined;
}

const BEND = 42;
/** Of the rounded corners, at the most. */
const CORNER = 10;

/** `swing`: how far the near end is still off the parent, while an adoption moves it over. */
export function childLink(parent: SceneBox, child: SceneBox, layout: LayoutKind, swing?: ScenePoint): Link {
  const from = outerEnd(parent);
  const to = innerEnd(child);
  const source = swing === undefined ? from.at : { x: from.at.x + swing.x, y: from.at.y + swing.y };
  const handle = handleLength(source, to.at, layout);
  const isStraight = swing === undefined && (layout === 'right' || layout === 'down') && handle > CORNER;
  const trunk = isStraight ? layout : undefined;
  return { source, target: to.at, out: times(from.direction, handle), back: times(to.direction, handle), trunk };
}

/** Half of the way across the gap between the levels, so that the curve leaves and arrives straight. */
function handleLength(source: ScenePoint, target: ScenePoint, layout: LayoutKind): number {
  if (layout === 'right') return (target.x - source.x) / 2;
  if (layout === 'down') return (target.y - source.y) / 2;
  return Math.hypot(target.x - source.x, target.y - source.y) / 3;
}

/**
 * From the ghost to the orphan, leaving and arriving sideways. Side by side in one column, it bows out on the right,
 * where no line to a parent runs:
 *
 *   [ghost]┄╮                      ╭┄[ghost]
 *   [orphan]┄╯         [orphan]┄┄┄┄╯
 */
export function lostLink(ghost: SceneBox, orphan: SceneBox, layout: LayoutKind): Link {
  if (layout !== 'right') return bow(ghost, orphan);
  const left = ({ x, y, height }: SceneBox) => ({ x, y: y + height / 2 });
  const right = ({ x, y, width, height }: SceneBox) => ({ x: x + width, y: y + height / 2 });
  // Most of the way along the orphan's row, which is free beside a leaf; the rise is in the gap before the ghost.
  const reach = Math.max(BEND, (Math.abs(ghost.x - orphan.x) - orphan.width) * 0.95);
  if (ghost.x >= orphan.x + orphan.width) return sideways(left(ghost), right(orphan), -BEND, reach);
  if (orphan.x >= ghost.x + ghost.width) return sideways(right(ghost), left(orphan), reach, -BEND);
  return sideways(right(ghost), right(orphan), BEND, BEND);
}

function sideways(source: ScenePoint, target: ScenePoint, out: number, back: number): Link {
  return { source, target, out: { x: out, y: 0 }, back: { x: back, y: 0 }, trunk: undefined };
}

/** Out of the far ends of both, where children would hang. */
function bow(ghost: SceneBox, orphan: SceneBox): Link {
  const from = outerEnd(ghost);
  const to = outerEnd(orphan);
  return {
    source: from.at,
    target: to.at,
    out: times(from.direction, BEND),
    back: times(to.direction, BEND),
    trunk: undefined,
  };
}

function times({ x, y }: ScenePoint, factor: number): ScenePoint {
  return { x: x * factor, y: y * factor };
}

/** A curve lies within the four points that make it. */
export function isInSight({ source, target, out, back }: Link, bounds: SceneBounds): boolean {
  const [x1, x2, y1, y2] = [source.x + out.x, target.x + back.x, source.y + out.y, target.y + back.y];
  return (
    Math.max(source.x, target.x, x1, x2) >= bounds.left &&
    Math.min(source.x, target.x, x1, x2) <= bounds.right &&
    Math.max(source.y, target.y, y1, y2) >= bounds.top &&
    Math.min(source.y, target.y, y1, y2) <= bounds.bottom
  );
}

/** How far the shared line of each parent has been drawn, by the parent's id; one for each path that is stroked. */
export type Reaches = Map<string, number>;

/**
 * A curve, or a branch off the line that the parent's children share. Only what is new of that line is drawn:
 *
 *   parent ─┬─ child
 *           ├─ child
 *           ╰─ child
 */
export function addLink(ctx: CanvasRenderingContext2D, link: Link, from: string, reaches: Reaches): void {
  const { source, target, out, back, trunk } = link;
  if (trunk !== undefined) {
    addBranch(ctx, link, from, reaches);
    return;
  }
  ctx.moveTo(source.x, source.y);
  ctx.bezierCurveTo(source.x + out.x, source.y + out.y, target.x + back.x, target.y + back.y, target.x, target.y);
}

function addBranch(ctx: CanvasRenderingContext2D, link: Link, from: string, reaches: Reaches): void {
  const isDown = link.trunk === 'down';
  // As if it ran to the right; top down is the same, turned.
  const [source, target] = isDown ? [flipped(link.source), flipped(link.target)] : [link.source, link.target];
  const to = (point: ScenePoint) => (isDown ? flipped(point) : point);
  const line = (point: ScenePoint) => ctx.lineTo(to(point).x, to(point).y);
  const start = (point: ScenePoint) => ctx.moveTo(to(point).x, to(point).y);
  const x = (source.x + target.x) / 2;
  const way = Math.sign(target.y - source.y);
  const corner = Math.min(CORNER, Math.abs(target.y - source.y) / 2);
  const reach = reaches.get(from);
  if (reach === undefined) {
    start(source);
    line({ x, y: source.y });
  } else start({ x, y: way * reach < way * target.y ? reach : target.y - way * corner });
  line({ x, y: target.y - way * corner });
  const [middle, end] = [to({ x, y: target.y }), to({ x: x + corner, y: target.y })];
  ctx.quadraticCurveTo(middle.x, middle.y, end.x, end.y);
  line(target);
  const beyond = target.y - way * corner;
  reaches.set(from, reach === undefined ? beyond : way * reach < way * beyond ? beyond : reach);
}

function flipped({ x, y }: ScenePoint): ScenePoint {
  return { x: y, y: x };
}
