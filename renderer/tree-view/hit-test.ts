import type { Scene, SceneNode, ScenePoint } from '#shared/layout/scene';
import type { ProcessId } from '#shared/model/process';
import { insideOf } from './box';

export interface Hit {
  readonly id: ProcessId;
  /** `fold` is the chevron on the right edge, half on the card, half off it; folded, it has a number too. */
  readonly part: 'card' | 'fold';
}

/** The chevron's area, in scene units. */
const FOLD_INSIDE = 12;
const FOLD_HEIGHT = 28;
const FOLD_WIDTH = 24;
const BADGE_WIDTH = 48;

function foldWidthOf({ folded, hiddenCount }: SceneNode): number {
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

function isOnCard(node: SceneNode, point: ScenePoint): boolean {
  const { x, y } = insideOf(node, point);
  return x >= 0 && x <= node.width && y >= 0 && y <= node.height;
}

function isOnFold(node: SceneNode, point: ScenePoint): boolean {
  const { left, top, width, height } = foldArea(node);
  const { x, y } = insideOf(node, point);
  return x >= left && x <= left + width && y >= top && y <= top + height;
}

interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where the chevron is clicked, from the card's own top left corner. */
export function foldArea(node: SceneNode): Area {
  const along = foldWidthOf(node);
  const height = Math.min(FOLD_HEIGHT, Math.max(node.height, 12));
  switch (node.outward) {
    case 'right':
      return { left: node.width - FOLD_INSIDE, top: (node.height - height) / 2, width: along, height };
    case 'left':
      return { left: FOLD_INSIDE - along, top: (node.height - height) / 2, width: along, height };
    case 'bottom':
      return { left: (node.width - along) / 2, top: node.height - FOLD_INSIDE, width: along, height: FOLD_WIDTH };
  }
}
