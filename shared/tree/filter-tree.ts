import type { ProcessId } from '#shared/model/process';
import type { ProcessTree } from '#shared/tree/build-tree';

/**
 * The matches and their ancestors, in the places they have among their siblings; the synthetic root stays. The tree
 * given is not touched. Heights are of the whole tree, and nobody asks for them.
 */
export function filterTree(tree: ProcessTree, matches: ReadonlySet<ProcessId>): ProcessTree {
  const kept = new Map<ProcessTree, ProcessTree>();
  const root = copyOf(tree, null);
  kept.set(tree, root);
  const wanted = new Set<ProcessTree>();
  tree.each((node) => {
    const id = node.data.process?.id;
    if (id === undefined || !matches.has(id)) return;
    for (let at: ProcessTree | null = node; at !== null && !wanted.has(at); at = at.parent) wanted.add(at);
  });
  tree.each((node) => {
    if (node === tree || !wanted.has(node)) return;
    const parent = node.parent === null ? undefined : kept.get(node.parent);
    if (parent === undefined) return;
    const copy = copyOf(node, parent);
    if (parent.children === undefined) parent.children = [copy];
    else parent.children.push(copy);
    kept.set(node, copy);
  });
  return root;
}

function copyOf(node: ProcessTree, parent: ProcessTree | null): ProcessTree {
  const copy: ProcessTree = Object.assign(Object.create(Object.getPrototypeOf(node)), node);
  copy.parent = parent;
  delete copy.children;
  return copy;
}
