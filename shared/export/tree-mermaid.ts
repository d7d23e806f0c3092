import { isOrphan, type ProcessId, type ProcessRecord } from '#shared/model/process';
import { visibleName } from '#shared/model/visible-text';
import { lostParentOf, type ProcessTree } from '#shared/tree/build-tree';

/** Mermaid itself draws no more, unless whoever hosts it allows it (its options `maxEdges` and `maxTextSize`). */
const MAX_EDGES = 500;
const MAX_TEXT = 50_000;

/** A flowchart for Mermaid (https://mermaid.js.org/syntax/flowchart.html), as Markdown viewers draw it. */
export function treeMermaid(tree: ProcessTree): string {
  const processes = tree.descendants().flatMap(({ data }) => data.process ?? []);
  const names = new Map(processes.map(({ id }, index) => [id, `p${index}`] as const));
  const lines = [
    'flowchart LR',
    ...processes.map((process) => `  ${nodeLine(process, names)}`),
    ...edgeLines(tree, names),
    '  classDef zombie stroke:#c4262e,stroke-dasharray:4',
    '  classDef gone stroke:#57626d,color:#57626d',
  ];
  return `${lines.join('\n')}\n`;
}

/** Mermaid will say so instead of drawing it. `text` is what `treeMermaid` gave. */
export function isTooLargeForMermaid(text: string): boolean {
  return text.length > MAX_TEXT || text.split('\n').filter((line) => EDGE.test(line)).length > MAX_EDGES;
}

function edgeLines(tree: ProcessTree, names: ReadonlyMap<ProcessId, string>): readonly string[] {
  return tree.descendants().flatMap(({ data: { process }, parent }) => {
    if (process === undefined) return [];
    const name = names.get(process.id);
    const above = parent?.data.process;
    const lost = isOrphan(process) ? lostParentOf(process) : undefined;
    const arrow = process.adoptions.length > 0 ? '==>' : '-->';
    return [
      ...(above === undefined ? [] : [`  ${names.get(above.id)} ${arrow} ${name}`]),
      ...(lost === undefined || !names.has(lost) ? [] : [`  ${names.get(lost)} -.-> ${name}`]),
    ];
  });
}

/** As `edgeLines` writes it; what a process is called stands behind a bracket. */
const EDGE = /^ {2}p\d+ (==>|-->|-\.->) p\d+$/;

function nodeLine({ id, name, pid, state }: ProcessRecord, names: ReadonlyMap<ProcessId, string>): string {
  const look = state === 'zombie' || state === 'gone' ? `:::${state}` : '';
  return `${names.get(id)}["${escaped(visibleName(name))}<br/>${pid} · ${state}"]${look}`;
}

/** Entities by number, as Mermaid writes them: everything that could mean something to it, to Markdown or to HTML. */
function escaped(text: string): string {
  return text.replace(/["#&;<>`\\[\]{}()|*_~$]/g, (letter) => `#${letter.codePointAt(0)};`);
}
