/** The keyboard's way through the tree, as the ARIA tree pattern has it. Pure: a key and a place give a move. */
import type { Scene } from '#shared/layout/scene';
import type { ProcessId } from '#shared/model/process';

export type TreeMove =
  | { readonly kind: 'go'; readonly to: ProcessId }
  | { readonly kind: 'fold'; readonly id: ProcessId; readonly folded: boolean }
  /** Identical siblings below a parent become one card again. */
  | { readonly kind: 'merge'; readonly parent: ProcessId };

export function moveFor(scene: Scene, from: ProcessId | undefined, key: string): TreeMove | undefined {
  const order = [...scene.nodes.keys()];
  const index = from === undefined ? -1 : order.indexOf(from);
  switch (key) {
    case 'ArrowDown':
      return goTo(order[index + 1]);
    case 'ArrowUp':
      return goTo(order[index === -1 ? 0 : index - 1]);
    case 'Home':
      return goTo(order[0]);
    case 'End':
      return goTo(order.at(-1));
    case 'ArrowLeft':
      return outwards(scene, from);
    case 'ArrowRight':
      return inwards(scene, from, order[index + 1]);
    default:
      return undefined;
  }
}

/** The next node after `from`, round the end, whose name starts with what was typed. A repeated letter goes on. */
export function findByName(scene: Scene, from: ProcessId | undefined, typed: string): ProcessId | undefined {
  const nodes = [...scene.nodes.values()];
  const start = nodes.findIndex(({ id }) => id === from);
  const letters = new Set(typed);
  const prefix = (letters.size === 1 ? (typed[0] ?? '') : typed).toLocaleLowerCase();
  // While a longer prefix is typed, the present node may go on matching it.
  const first = prefix.length > 1 ? start : start + 1;
  for (let step = 0; step < nodes.length; step += 1) {
    const node = nodes[(Math.max(0, first) + step) % nodes.length];
    if (node?.process.name.toLocaleLowerCase().startsWith(prefix) === true) return node.id;
  }
  return undefined;
}

function outwards(scene: Scene, from: ProcessId | undefined): TreeMove | undefined {
  const node = from === undefined ? undefined : scene.nodes.get(from);
  if (node === undefined) return undefined;
  if (node.childCount > 0 && !node.folded) return { kind: 'fold', id: node.id, folded: true };
  if (node.apart && node.parent !== undefined) return { kind: 'merge', parent: node.parent };
  return goTo(node.parent);
}

function inwards(scene: Scene, from: ProcessId | undefined, next: ProcessId | undefined): TreeMove | undefined {
  const node = from === undefined ? undefined : scene.nodes.get(from);
  if (node === undefined || node.childCount === 0) return undefined;
  // In reading order, the first child follows its parent.
  return node.folded ? { kind: 'fold', id: node.id, folded: false } : goTo(next);
}

function goTo(to: ProcessId | undefined): TreeMove | undefined {
  return to === undefined ? undefined : { kind: 'go', to };
}
