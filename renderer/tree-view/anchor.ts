import type { Scene, SceneBounds } from '#shared/layout/scene';
import { isGhost, type ProcessId } from '#shared/model/process';
import { type Motion, placeAt, sameCard, survivor } from './animate-scene';
import { boxAt } from './box';
import { centreOf, touchesCard } from './view-transform';

/** What the person holds on to, best first: the card whose fold was just clicked, then the selection. */
export type Holds = readonly (ProcessId | undefined)[];

/**
 * Which node keeps its place on the screen when `scene` follows: what the person holds on to, or its nearest ancestor
 * that is left, as long as it is in sight. Else the beginning of the tree, where it is in sight: it should not be pushed
 * out at the top by what is born below it. Else what is nearest to the middle of the picture.
 */
export function chooseAnchor(
  motion: Motion,
  scene: Scene,
  holds: Holds,
  view: SceneBounds,
  time: number,
): ProcessId | undefined {
  const [first] = motion.scene.nodes.keys();
  for (const hold of [...holds, first]) {
    const heir = survivor(hold, motion.scene, scene);
    const after = heir === undefined ? undefined : scene.nodes.get(heir);
    const node = after === undefined ? undefined : sameCard(motion.scene, after);
    if (node !== undefined && touchesCard(view, boxAt(node, placeAt(motion, node, time)))) return heir;
  }
  return nearestToCentre(motion, scene, view, time);
}

/** Of those that stay and keep their parent: a ghost is about to go, an adopted child is about to travel. */
function nearestToCentre(motion: Motion, scene: Scene, view: SceneBounds, time: number): ProcessId | undefined {
  const centre = centreOf(view);
  let nearest: ProcessId | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const node of motion.scene.nodes.values()) {
    const after = scene.nodes.get(node.id);
    if (after === undefined || after.parent !== node.parent || isGhost(after.process)) continue;
    const place = placeAt(motion, node, time);
    const distance = (place.x - centre.x) ** 2 + (place.y - centre.y) ** 2;
    if (distance < least) {
      least = distance;
      nearest = node.id;
    }
  }
  return nearest;
}
