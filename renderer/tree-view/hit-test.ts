import { CARD_HEIGHT, CARD_WIDTH, type Scene, type SceneNode, type ScenePoint } from '#shared/layout/scene';
import type { ProcessId } from '#shared/model/process';

export interface Hit {
  readonly id: ProcessId;
  /** `fold` is the chevron on the right edge, half on the card, half off it; folded, it has a number too. */
  readonly part: 'card' | 'fold';
}

/** The chevron's area, in scene units. */
export const FOLD_INSIDE = 12;
export const FOLD_HEIGHT = 28;
const FOLD_WIDTH = 24;
const BADGE_WIDTH = 48;

export function foldWidthOf({ folded, hiddenCount }: SceneNode): number {
  return folded && hiddenCount > 0 ? BADGE_WIDTH : FOLD_WIDTH;
}

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

function isOnFold(node: SceneNode, point: ScenePoint): boolean {
  const left = node.x + CARD_WIDTH - FOLD_INSIDE;
  const middle = node.y + CARD_HEIGHT / 2;
  const isBeside = point.x >= left && point.x <= left + foldWidthOf(node);
  return isBeside && Math.abs(point.y - middle) <= FOLD_HEIGHT / 2;
}
