/** A moment as text of any kind; a PNG is made of the SVG by whoever can draw. */
import type { ProcessTable } from '#shared/events/apply-events';
import { type SvgOptions, sceneSvg } from '#shared/export/scene-svg';
import { tableCsv } from '#shared/export/table-csv';
import { tableJson } from '#shared/export/table-json';
import { treeDot } from '#shared/export/tree-dot';
import { treeMermaid } from '#shared/export/tree-mermaid';
import { treeText } from '#shared/export/tree-text';
import type { Scene } from '#shared/layout/scene';
import type { ProcessTree } from '#shared/tree/build-tree';

export const textFormats = ['svg', 'dot', 'mermaid', 'text', 'json', 'csv'] as const;
export type TextFormat = (typeof textFormats)[number];

export interface ExportedMoment {
  readonly table: ProcessTable;
  /** What is to be exported of it. */
  readonly tree: ProcessTree;
  readonly scene: Scene;
  readonly source: string;
  readonly svg: SvgOptions;
}

export function exportTree(format: TextFormat, { table, tree, scene, source, svg }: ExportedMoment): string {
  const chosen = new Set(tree.descendants().flatMap(({ data }) => data.process?.id ?? []));
  switch (format) {
    case 'svg':
      return sceneSvg(scene, svg);
    case 'dot':
      return treeDot(tree);
    case 'mermaid':
      return treeMermaid(tree);
    case 'text':
      return treeText(tree);
    case 'json':
      return `${JSON.stringify(tableJson(table, source, chosen), null, 2)}\n`;
    case 'csv':
      return tableCsv(table, chosen);
  }
}
