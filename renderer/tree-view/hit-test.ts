import { CARD_HEIGHT, CARD_WIDTH, type Scene, type SceneNode, type ScenePoint } from '#shared/layout/scene';
import type { ProcessId } from '#shared/model/process';

export interface Hit {
  readonly id: ProcessId;
  /** `fold` is the little chevron on the right edge, which card and edge share. */
  readonly part: 'card' | 'fold';
}

/** The chevron's area, in scene units: half on the card, half off it. */
export const FOLD_WIDTH = 24;
export const FOLD_HEIGHT = 28;

/** What is at a point of the scene; chevrons lie over cards. */
export function hitTest(scene: Scene, point: ScenePoint): Hit | undefined {
  let card: Hit | undefined;
  for (const node of scene.nodes.values()) {
    if (node.childCount > 0 && isOnFold(node, point)) return { id: node.id, part: 'fold' };
    if (isOnCard(node, point)) card = { id: node.id, part: 'card' };
  }
  return card;
}

function isOnCard({ x, y }: SceneNode, point: ScenePoint): boolean {
  return point.x >= x && point.x <= x + CARD_WIDTH && point.y >= y && point.y <= y + CARD_HEIGHT;
}

function isOnFold({ x, y }: SceneNode, point: ScenePoint): boolean {
  const right = x + CARD_WIDTH;
  const middle = y + CARD_HEIGHT / 2;
  return Math.abs(point.x - right) <= FOLD_WIDTH / 2 && Math.abs(point.y - middle) <= FOLD_HEIGHT / 2;
}
