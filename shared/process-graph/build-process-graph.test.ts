import { expect, test } from 'vitest';
import type { ProcessEvent, UnstampedEvent } from '#shared/events/process-event';
import { recordOf } from '#shared/events/sighting';
import { sighting } from '#shared/events/sightings.fixture';
import { processId } from '#shared/model/process';
import { buildProcessGraph } from '#shared/process-graph/build-process-graph';
import { columnAt } from '#shared/process-graph/process-graph';

const idOf = (pid: number) => processId(pid, pid * 10);
const record = (pid: number, ppid: number) =>
  recordOf(sighting(pid, ppid), 0, { parent: idOf(ppid), originalParent: idOf(ppid) });
const fork = (pid: number, ppid: number): UnstampedEvent => ({ kind: 'fork', process: record(pid, ppid) });
const exit = (pid: number, code = 0): UnstampedEvent => ({ kind: 'exit', id: idOf(pid), exit: { code } });
const output = (pid: number, text: string): UnstampedEvent => ({
  kind: 'output',
  id: idOf(pid),
  stream: 'stdout',
  text,
});

function graphOf(events: readonly UnstampedEvent[], maxLanes = 256) {
  const all: readonly UnstampedEvent[] = [{ kind: 'checkpoint', processes: [record(1, 0), record(10, 1)] }, ...events];
  const stamped = all.map((event, seq) => ({ ...event, seq, at: seq * 10 }) as ProcessEvent);
  return buildProcessGraph(stamped, { root: idOf(10), maxLanes });
}

const pids = (graph: ReturnType<typeof graphOf>) => graph.lanes.map(({ pid }) => pid);
const lane = (graph: ReturnType<typeof graphOf>, pid: number) => graph.lanes.find((one) => one.pid === pid);

test('a child is a line of its own that begins where its parent forked', () => {
  const graph = graphOf([fork(11, 10)]);
  expect(pids(graph)).toEqual([10, 11]);
  expect(graph.links).toEqual([{ kind: 'fork', column: 1, from: idOf(10), to: idOf(11) }]);
  expect(lane(graph, 11)).toMatchObject({ from: 1, to: undefined, parent: idOf(10) });
});

test('no branch crosses a line: between a parent and its child lie only lines that begin later', () => {
  const graph = graphOf([fork(11, 10), fork(12, 11), fork(13, 10), fork(14, 13), fork(15, 10), fork(16, 11)]);
  const row = new Map(graph.lanes.map(({ id }, index) => [id, index]));
  for (const { from, to, column } of graph.links) {
    const between = graph.lanes.slice((row.get(from) ?? 0) + 1, row.get(to));
    expect(between.every((other) => other.from > column)).toBe(true);
  }
  expect(pids(graph)).toEqual([10, 15, 13, 14, 11, 16, 12]);
});

test('from its end until it is waited for a process is a zombie, and the wait joins the lines', () => {
  const graph = graphOf([
    fork(11, 10),
    exit(11, 7),
    output(10, 'x'),
    { kind: 'waited', id: idOf(10), child: idOf(11), exit: { code: 7 } },
    { kind: 'reaped', id: idOf(11) },
  ]);
  expect(lane(graph, 11)?.spans).toEqual([
    { kind: 'alive', from: 1, to: 2 },
    { kind: 'zombie', from: 2, to: 4 },
  ]);
  expect(lane(graph, 11)?.to).toBe(4);
  expect(graph.links.at(-1)).toEqual({ kind: 'join', column: 4, from: idOf(11), to: idOf(10) });
});

test('a death and the adoption of the children are one moment', () => {
  const graph = graphOf([
    fork(11, 10),
    fork(12, 11),
    exit(11),
    { kind: 'adopted', id: idOf(12), from: idOf(11), to: idOf(1), ppid: 1, role: 'init' },
  ]);
  expect(lane(graph, 12)?.marks).toEqual([{ kind: 'adopted', role: 'init', ppid: 1, column: 3, seq: 4 }]);
  expect(graph.columns).toEqual([0, 1, 2, 3]);
});

test('lines of the program take no room, what a process writes in one go is one mark, a block is a span', () => {
  const line = (pid: number, number: number): UnstampedEvent => ({
    kind: 'line',
    id: idOf(pid),
    thread: 0,
    line: number,
    function: '<module>',
    variables: [],
  });
  const graph = graphOf([
    line(10, 1),
    line(10, 2),
    fork(11, 10),
    { kind: 'blocked', id: idOf(10), thread: 0, in: 'wait' },
    output(11, 'a'),
    output(11, 'b\n'),
    line(10, 3),
    output(10, 'c'),
  ]);
  expect(graph.columns).toHaveLength(5);
  expect(lane(graph, 11)?.marks).toMatchObject([{ kind: 'output', text: 'ab\n' }]);
  expect(lane(graph, 10)?.spans).toEqual([
    { kind: 'alive', from: 0, to: 2 },
    { kind: 'blocked', from: 2, to: 3 },
    { kind: 'alive', from: 3, to: 5 },
  ]);
});

test('strangers are left out, and more than fit are counted', () => {
  const graph = graphOf([fork(50, 1), fork(11, 10), fork(12, 10), fork(13, 12), exit(50)], 2);
  expect(pids(graph)).toEqual([10, 11]);
  expect(graph.omitted).toBe(2);
});

test('each sequence number has its column', () => {
  const graph = graphOf([fork(11, 10), { kind: 'turn', id: idOf(10), thread: 0 }, exit(11)]);
  expect([-1, 0, 1, 2, 3, 99].map((seq) => columnAt(graph, seq))).toEqual([-1, 0, 1, 1, 2, 2]);
});
