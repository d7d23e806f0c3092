import { isOrphan, type ProcessRecord } from '#shared/model/process';
import { visibleName } from '#shared/model/visible-text';
import { lostParentOf, type ProcessTree } from '#shared/tree/build-tree';

/** For Graphviz (https://graphviz.org/doc/info/lang.html): dashed is a zombie, amber an adoption, grey the parent that was lost. */
export function treeDot(tree: ProcessTree): string {
  const processes = tree.descendants().flatMap(({ data }) => data.process ?? []);
  const shown = new Set(processes.map(({ id }) => id));
  const lines = [
    'digraph processes {',
    '  rankdir=LR;',
    '  node [shape=box, style=rounded, fontname="Inter, Helvetica, sans-serif"];',
    ...processes.map((process) => `  ${quoted(process.id)} [${attributesOf(process)}];`),
  ];
  for (const { data, parent } of tree.descendants()) {
    const { process } = data;
    const above = parent?.data.process;
    if (process === undefined) continue;
    if (above !== undefined) {
      const look = process.adoptions.length > 0 ? ' [color="#946200"]' : '';
      lines.push(`  ${quoted(above.id)} -> ${quoted(process.id)}${look};`);
    }
    const lost = isOrphan(process) ? lostParentOf(process) : undefined;
    if (lost !== undefined && shown.has(lost)) {
      lines.push(`  ${quoted(lost)} -> ${quoted(process.id)} [style=dashed, color="#57626d", constraint=false];`);
    }
  }
  return `${lines.join('\n')}\n}\n`;
}

function attributesOf(process: ProcessRecord): string {
  const label = `label=${quoted(`${visibleName(process.name)}\n${process.pid} · ${process.state}`)}`;
  if (process.state === 'zombie') return `${label}, style="rounded,dashed", color="#c4262e"`;
  if (process.state === 'gone') return `${label}, style="rounded,dashed", color="#57626d", fontcolor="#57626d"`;
  return label;
}

/** A quoted string: only the quote and the backslash mean something in it, and a line end is written \n. */
function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
