import { hierarchy } from 'd3';
import type { ProcessId } from '#shared/model/process';
import type { ProcessTree } from '#shared/tree/build-tree';

/** Of a tree with its synthetic root. `each` of d3 is a generator, which takes many times as long. */
export function findNode(tree: ProcessTree, id: ProcessId): ProcessTree | undefined {
  const stack = [tree];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.data.process?.id === id) return node;
    if (node.children !== undefined) for (const child of node.children) stack.push(child);
  }
  return undefined;
}

/**
 * One subtree alone, below a synthetic root; nothing when it is not there. The nodes are those of the tree given: each
 * still knows its depth and its ancestors in that, by which it is folded.
 */
export function focusTree(tree: ProcessTree, id: ProcessId): ProcessTree {
  const root: ProcessTree = hierarchy(tree.data);
  const node = findNode(tree, id);
  if (node !== undefined) root.children = [node];
  return root;
}
