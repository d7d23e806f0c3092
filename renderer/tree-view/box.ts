/** Cards as areas that may be turned: where their ends are, what they cover, what a point is to them. */
import type { SceneBounds, SceneBox, ScenePoint } from '#shared/layout/scene';
import type { Place } from './animate-scene';

/** What a card measures, and how it is turned; on its way between two layouts it is in between. */
export type Shape = Pick<SceneBox, 'width' | 'height' | 'angle'>;

export function boxAt(node: SceneBox, { x, y, shape }: Place): SceneBox {
  if (shape === undefined && x === node.x && y === node.y) return node;
  const { width, height, angle } = shape ?? node;
  return { x, y, width, height, angle, outward: node.outward };
}

export function middleOf({ x, y, width, height }: SceneBox): ScenePoint {
  return { x: x + width / 2, y: y + height / 2 };
}

interface End {
  readonly at: ScenePoint;
  /** A step away from the card. */
  readonly direction: ScenePoint;
}

const steps = {
  right: { x: 1, y: 0 },
  left: { x: -1, y: 0 },
  bottom: { x: 0, y: 1 },
} as const;

/** Where lines to the children leave. */
export function outerEnd(box: SceneBox): End {
  return endAt(box, steps[box.outward]);
}

/** Where the line from the parent arrives. */
export function innerEnd(box: SceneBox): End {
  const { x, y } = steps[box.outward];
  return endAt(box, { x: -x, y: -y });
}

function endAt(box: SceneBox, step: ScenePoint): End {
  const middle = middleOf(box);
  const direction = turned(step, box.angle);
  const reach = step.x === 0 ? box.height / 2 : box.width / 2;
  return { at: { x: middle.x + direction.x * reach, y: middle.y + direction.y * reach }, direction };
}

function turned({ x, y }: ScenePoint, angle: number): ScenePoint {
  if (angle === 0) return { x, y };
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return { x: x * cos - y * sin, y: x * sin + y * cos };
}

/** The point as the card sees it: from its own top left corner, not turned. */
export function insideOf(box: SceneBox, point: ScenePoint): ScenePoint {
  if (box.angle === 0) return { x: point.x - box.x, y: point.y - box.y };
  const middle = middleOf(box);
  const { x, y } = turned({ x: point.x - middle.x, y: point.y - middle.y }, -box.angle);
  return { x: x + box.width / 2, y: y + box.height / 2 };
}

/** What a card covers; a turned one at the most. */
export function coverOf({ x, y, width, height, angle }: SceneBox): SceneBounds {
  if (angle === 0) return { left: x, top: y, right: x + width, bottom: y + height };
  const reach = (width + height) / 2;
  const middle = { x: x + width / 2, y: y + height / 2 };
  return { left: middle.x - reach, top: middle.y - reach, right: middle.x + reach, bottom: middle.y + reach };
}

export function shapeOf(node: SceneBox, { shape }: Place): Shape {
  return shape ?? node;
}
