import { expect, test } from 'vitest';
import type { ProcessGraph } from '#shared/process-graph/process-graph';
import { idOf } from '../app/app.fixture';
import { cullGraph } from './cull';
import { planGeometry, zoomToFit } from './geometry';

/** Everybody is a child of the first, born in the column of its row. */
function star(count: number): ProcessGraph {
  const lanes = Array.from({ length: count }, (_, row) => ({
    id: idOf(row + 2),
    pid: row + 2,
    name: 'python3',
    parent: row === 0 ? undefined : idOf(2),
    from: row,
    to: count,
    spans: [{ kind: 'alive', from: row, to: count }] as const,
    marks: [{ kind: 'output', column: row, seq: row, text: 'x' }] as const,
  }));
  const links = lanes.slice(1).map(({ id, from }) => ({ kind: 'fork', column: from, from: idOf(2), to: id }) as const);
  return { lanes, links, columns: Array.from({ length: count }, (_, column) => column), omitted: 0 };
}

test('of a large graph only what is in sight is drawn, each line in its row', () => {
  const graph = star(256);
  const geometry = planGeometry(graph, 1);
  const window = { left: 0, top: geometry.y(10), right: geometry.x(30), bottom: geometry.y(20) };
  const { lanes, links } = cullGraph(graph, geometry, window);
  expect(lanes.map(({ row }) => row)).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
  expect(lanes.every(({ lane }) => lane.spans.length === 1 && lane.marks.length === 1)).toBe(true);
  // A branch passes through all rows between the two.
  expect(links.map(({ column }) => column)).toEqual(Array.from({ length: 21 }, (_, index) => index + 10));
});

test('a small one, or one that is to be saved, is drawn whole', () => {
  const geometry = planGeometry(star(256), 1);
  const window = { left: 0, top: 0, right: 10, bottom: 10 };
  expect(cullGraph(star(8), geometry, window).lanes).toHaveLength(8);
  expect(cullGraph(star(256), geometry, undefined).lanes).toHaveLength(256);
});

test('fitted, the drawing is as wide as it may be, not more', () => {
  for (const count of [3, 32, 256]) {
    const graph = star(count);
    expect(planGeometry(graph, zoomToFit(graph, 800)).width).toBeCloseTo(800);
  }
});
