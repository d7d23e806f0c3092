/** The lines of a scene: from each card to the one it hangs on, and from an orphan to the ghost of the parent it had. */
import type { Scene, SceneEdge } from '#shared/layout/scene';
import { isOrphan, type ProcessId, type ProcessRecord } from '#shared/model/process';
import { lostParentOf } from '#shared/tree/build-tree';

/** Areas touch; they need no lines. */
export function connectNodes({ nodes, layout }: Scene): readonly SceneEdge[] {
  const edges: SceneEdge[] = [];
  if (layout === 'icicle') return edges;
  for (const { id, parent, process } of nodes.values()) {
    const kind = process.adoptions.length > 0 ? 'adopted' : 'child';
    if (parent !== undefined) edges.push({ kind, from: parent, to: id });
    const lost = lostTo(process);
    if (lost !== undefined && nodes.has(lost)) edges.push({ kind: 'lost', from: lost, to: id });
  }
  return edges;
}

/** The parents that living orphans lost. */
export function lostParents(items: readonly { readonly process: ProcessRecord }[]): ReadonlySet<ProcessId> {
  const lost = new Set<ProcessId>();
  for (const { process } of items) {
    const id = process.adoptions.length === 0 ? undefined : lostTo(process);
    if (id !== undefined) lost.add(id);
  }
  return lost;
}

function lostTo(process: ProcessRecord): ProcessId | undefined {
  return isOrphan(process) ? lostParentOf(process) : undefined;
}
