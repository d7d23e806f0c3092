import type { Scene, SceneBounds, SceneNode } from '#shared/layout/scene';
import type { ProcessId } from '#shared/model/process';
import { centreOf, touchesCard } from './view-transform';

/** As many elements as a reader can use and the document can carry. */
export const MOST_ITEMS = 400;

/**
 * The nodes that get an element, in reading order: all of a small tree, so that it can be read from end to end; of a
 * large one those in the bounds, or of these the ones nearest to their middle. Always the ones to keep (selection,
 * keyboard focus).
 */
export function itemsInView(
  scene: Scene,
  bounds: SceneBounds,
  keep: ReadonlySet<ProcessId | undefined>,
  most = MOST_ITEMS,
): readonly SceneNode[] {
  if (scene.nodes.size <= most) return [...scene.nodes.values()];
  const inside: SceneNode[] = [];
  for (const node of scene.nodes.values()) if (keep.has(node.id) || touchesCard(bounds, node)) inside.push(node);
  if (inside.length <= most) return inside;
  const centre = centreOf(bounds);
  const distance = ({ x, y }: SceneNode) => (x - centre.x) ** 2 + (y - centre.y) ** 2;
  const nearest = inside.toSorted((a, b) => distance(a) - distance(b)).slice(0, most);
  const chosen = new Set(nearest);
  return inside.filter((node) => chosen.has(node) || keep.has(node.id));
}
