import type { Scene, SceneNode } from '#shared/layout/scene';
import type { ProcessId } from '#shared/model/process';

/** The card of a process: its own, or the one of all that are like it. */
export function cardOf(scene: Scene, id: ProcessId): SceneNode | undefined {
  const own = scene.nodes.get(id);
  if (own !== undefined) return own;
  const card = cardsOfMerged(scene).get(id);
  return card === undefined ? undefined : scene.nodes.get(card);
}

const none: ReadonlyMap<ProcessId, ProcessId> = new Map();
/** A scene does not change: what changes is another scene. */
const known = new WeakMap<Scene, ReadonlyMap<ProcessId, ProcessId>>();

function cardsOfMerged(scene: Scene): ReadonlyMap<ProcessId, ProcessId> {
  const before = known.get(scene);
  if (before !== undefined) return before;
  const cards = new Map<ProcessId, ProcessId>();
  for (const { id, merged } of scene.nodes.values()) for (const member of merged) cards.set(member, id);
  known.set(scene, cards.size === 0 ? none : cards);
  return cards;
}
