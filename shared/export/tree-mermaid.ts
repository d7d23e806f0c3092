import { isOrphan, type ProcessId, type ProcessRecord } from '#shared/model/process';
import { visibleText } from '#shared/model/visible-text';
import { lostParentOf, type ProcessTree } from '#shared/tree/build-tree';

/** A flowchart for Mermaid (https://mermaid.js.org/syntax/flowchart.html), as Markdown viewers draw it. */
export function treeMermaid(tree: ProcessTree): string {
  const nodes = tree.descendants().filter(({ data }) => data.process !== undefined);
  const names = new Map<ProcessId, string>();
  for (const { data } of nodes) if (data.process !== undefined) names.set(data.process.id, `p${names.size}`);
  const lines = ['flowchart LR'];
  for (const { data } of nodes) if (data.process !== undefined) lines.push(`  ${nodeLine(data.process, names)}`);
  for (const { data, parent } of nodes) {
    const { process } = data;
    if (process === undefined) continue;
    const name = names.get(process.id);
    const above = parent?.data.process;
    if (above !== undefined)
      lines.push(`  ${names.get(above.id)} ${process.adoptions.length > 0 ? '==>' : '-->'} ${name}`);
    const lost = isOrphan(process) ? lostParentOf(process) : undefined;
    if (lost !== undefined && names.has(lost)) lines.push(`  ${names.get(lost)} -.-> ${name}`);
  }
  lines.push('  classDef zombie stroke:#c4262e,stroke-dasharray:4', '  classDef gone stroke:#57626d,color:#57626d');
  return `${lines.join('\n')}\n`;
}

function nodeLine({ id, name, pid, state }: ProcessRecord, names: ReadonlyMap<ProcessId, string>): string {
  const look = state === 'zombie' || state === 'gone' ? `:::${state}` : '';
  return `${names.get(id)}["${escaped(visibleText(name))}<br/>${pid} · ${state}"]${look}`;
}

/** Entities by number, as Mermaid writes them: everything that could mean something to it, to Markdown or to HTML. */
function escaped(text: string): string {
  return text.replace(/["#&;<>`\\[\]{}()|*_~$]/g, (letter) => `#${letter.codePointAt(0)};`);
}
