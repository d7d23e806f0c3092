// @vitest-environment jsdom
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEvents, emptyTable } from '#shared/events/apply-events';
import { exportTree, type TextFormat } from '#shared/export/export-tree';
import { lightPalette } from '#shared/export/scene-svg';
import { isTooLargeForMermaid } from '#shared/export/tree-mermaid';
import { layoutTree } from '#shared/layout/layout-tree';
import { type Choice, historyOf } from '#shared/recording/histories.fixture';
import { buildTree } from '#shared/tree/build-tree';

const nastyNames = fc.oneof(
  fc.string({ maxLength: 12, unit: 'binary' }),
  fc.constantFrom(
    '"',
    '\\',
    '"]',
    '<script>',
    '&amp;',
    '#quot;',
    'end',
    'a\nb',
    '=1+1',
    ',',
    '进程',
    '-->',
    '%%',
    '\u0000',
    '`',
  ),
);
const choices: fc.Arbitrary<readonly Choice[]> = fc.array(
  fc.record({
    what: fc.nat(18),
    who: fc.nat(9),
    other: fc.nat(9),
    number: fc.nat(99),
    text: nastyNames,
    wait: fc.nat(99),
  }),
  { maxLength: 40 },
);

function exported(format: TextFormat, history: readonly Choice[]): string {
  const table = applyEvents(emptyTable, historyOf(history));
  const tree = buildTree(table, { ghostsMs: 5_000, now: table.at, keep: undefined });
  const scene = layoutTree(tree, { folded: new Set(), unfolded: new Set() });
  const textOf = ({ process }: { process: { name: string; pid: number } }) => ({
    name: process.name,
    detail: String(process.pid),
    label: undefined,
    badge: undefined,
  });
  const svg = { palette: lightPalette, textOf, title: 'title "&"', description: 'a <description>' };
  return exportTree(format, { table, tree, scene, source: 'procfs', svg });
}

const hasDot = spawnSync('dot', ['-V']).status === 0;

describe('whatever processes are called', () => {
  test('SVG is well-formed XML, with a title and its text as text', () => {
    fc.assert(
      fc.property(choices, (history) => {
        const document = new DOMParser().parseFromString(exported('svg', history), 'image/svg+xml');
        expect(document.querySelector('parsererror')).toBeNull();
        expect(document.querySelector('title')?.textContent).toBe('title "&"');
        expect(document.querySelectorAll('text').length).toBeGreaterThan(0);
        expect(document.querySelectorAll('script').length).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  test('SVG cuts a long name between its letters, also where a letter is two units long', () => {
    for (const text of ['😀'.repeat(60), `a${'😀'.repeat(60)}`]) {
      const svg = exported('svg', [{ what: 0, who: 0, other: 0, number: 0, text, wait: 0 }]);
      expect(svg).toContain('😀…');
      expect(svg).not.toContain('\ufffd');
    }
  });

  test.skipIf(!hasDot)('Graphviz accepts DOT', () => {
    fc.assert(
      fc.property(choices, (history) => {
        const { status, stderr } = spawnSync('dot', ['-Tcanon'], { input: exported('dot', history), encoding: 'utf8' });
        expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      }),
      { numRuns: 25 },
    );
  });

  test('DOT has no quote that is not escaped', () => {
    fc.assert(
      fc.property(choices, (history) => {
        for (const line of exported('dot', history).split('\n').slice(3, -2)) {
          expect(line.replace(/"(\\.|[^"\\])*"/g, '')).not.toMatch(/["\\]/);
        }
      }),
    );
  });

  test('Mermaid’s own library accepts Mermaid', async () => {
    const { default: mermaid } = await import('mermaid');
    await fc.assert(
      fc.asyncProperty(choices, async (history) => {
        const parsed = await mermaid.parse(exported('mermaid', history));
        expect(parsed).toMatchObject({ diagramType: expect.stringContaining('flowchart') });
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  test('Mermaid that its library refuses for its size is known before', async () => {
    const { default: mermaid } = await import('mermaid');
    for (const count of [500, 501, 600]) {
      // Each is a child of the first process.
      const history = Array.from({ length: count }, () => ({
        what: 1,
        who: 0,
        other: 0,
        number: 0,
        text: '',
        wait: 0,
      }));
      const text = exported('mermaid', history);
      const isRefused = await mermaid.parse(text).then(
        () => false,
        (error: Error) => /too many edges|edge limit/i.test(error.message),
      );
      expect({ count, isRefused }).toEqual({ count, isRefused: count > 500 });
      expect(isTooLargeForMermaid(text)).toBe(isRefused);
    }
    expect(isTooLargeForMermaid(`flowchart LR\n  p0["${'x'.repeat(50_000)}"]\n`)).toBe(true);
  }, 60_000);

  test('CSV has the same number of fields in every line, and no formula', () => {
    fc.assert(
      fc.property(choices, (history) => {
        const records = parseCsv(exported('csv', history));
        expect(new Set(records.map(({ length }) => length))).toEqual(new Set([17]));
        for (const fields of records.slice(1)) expect(fields[2]).not.toMatch(/^[=+\-@]/);
      }),
    );
  });

  test('JSON parses, and has every process once', () => {
    fc.assert(
      fc.property(choices, (history) => {
        const { processes } = JSON.parse(exported('json', history)) as { processes: { id: string }[] };
        expect(new Set(processes.map(({ id }) => id)).size).toBe(processes.length);
        expect(processes.length).toBeGreaterThan(0);
      }),
    );
  });
});

/** Slow and obvious: letter by letter. */
function parseCsv(text: string): string[][] {
  const records: string[][] = [[]];
  let field = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (quoted && letter === '"' && text[at + 1] === '"') field += text[at++];
    else if (letter === '"') quoted = !quoted;
    else if (!quoted && (letter === ',' || letter === '\r')) {
      records.at(-1)?.push(field);
      field = '';
    } else if (!quoted && letter === '\n') records.push([]);
    else field += letter;
  }
  return records.slice(0, -1);
}
