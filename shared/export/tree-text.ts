import type { ProcessRecord } from '#shared/model/process';
import { visibleName, visibleText } from '#shared/model/visible-text';
import type { ProcessTree } from '#shared/tree/build-tree';

/**
 * The tree as people paste it into a mail:
 *
 *   systemd 1 sleeping root
 *   ├─ bash 812 sleeping alice
 *   │  └─ make 900 running alice: make -j8
 *   └─ sshd 700 sleeping root
 */
export function treeText(tree: ProcessTree): string {
  const lines: string[] = [];
  const roots = tree.data.process === undefined ? (tree.children ?? []) : [tree];
  // Explicit stack, last first: a chain of processes can be deeper than the call stack.
  const stack = roots.map((node) => ({ node, first: '', rest: '' })).reverse();
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    const { node, first, rest } = item;
    lines.push(`${first}${lineOf(node.data.process)}`);
    const children = node.children ?? [];
    const below = children.map((child, index) => {
      const isLast = index === children.length - 1;
      return { node: child, first: `${rest}${isLast ? '└─ ' : '├─ '}`, rest: `${rest}${isLast ? '   ' : '│  '}` };
    });
    for (const child of below.reverse()) stack.push(child);
  }
  return lines.map((line) => `${line}\n`).join('');
}

function lineOf(process: ProcessRecord | undefined): string {
  if (process === undefined) return '';
  const { name, pid, state, user, uid, cmdline } = process;
  const words = [visibleName(name), pid, state, user ?? uid ?? '?'].join(' ');
  return cmdline === undefined || cmdline.length === 0 ? words : `${words}: ${visibleText(cmdline.join(' '))}`;
}
