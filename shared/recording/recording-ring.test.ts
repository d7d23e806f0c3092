import { describe, expect, test } from 'vitest';
import { applyEvents, emptyTable, type ProcessTable } from '#shared/events/apply-events';
import type { ProcessEvent } from '#shared/events/process-event';
import { createDecoder } from './decoder';
import { type Choice, HISTORY_START, historyOf } from './histories.fixture';
import { headerLine } from './recording-format';
import { createRecordingRing, type RecordingRing, type RingLimits } from './recording-ring';

const noLimits: RingLimits = { maxAgeMs: 1e9, maxLength: 1e9 };
const SECOND = 1_000;
/** Births, execs, changes, ends; an event a second, for ten minutes. No checkpoints of their own. */
const usual = [0, 2, 7, 3, 5, 9];
const events = historyOf(
  Array.from(
    { length: 600 },
    (_, index): Choice => ({
      what: usual[index % usual.length] ?? 0,
      who: index * 7,
      other: index,
      number: index,
      text: `n${index % 9}`,
      wait: SECOND,
    }),
  ),
);

/** Adds the history in batches of `size`; the first batch is in the table that the ring begins with. */
function fill(ring: RecordingRing, size = 3): ProcessTable {
  let table = emptyTable;
  for (let at = 0; at < events.length; at += size) {
    const batch = events.slice(at, at + size);
    table = applyEvents(table, batch);
    ring.add(batch, table);
  }
  return table;
}

function read(ring: RecordingRing) {
  const read: ProcessEvent[] = [];
  const decoder = createDecoder((event) => read.push(event));
  const header = { subject: 'live', source: 'procfs', mode: 'event' } as const;
  const host = { platform: 'linux', release: '6.1', architecture: 'x64' };
  decoder.push(headerLine({ format: 'forkscope-recording', version: 2, startedAt: ring.origin, ...header, host }));
  for (const text of ring.texts()) decoder.push(text);
  decoder.end();
  return { events: read, report: decoder.report, table: applyEvents(emptyTable, read) };
}

const kinds = (read: readonly ProcessEvent[]) => read.map(({ kind }) => kind);
const livingOf = (table: ProcessTable) => [...table.living.values()];

describe('the ring', () => {
  test('is empty as long as nothing is kept', () => {
    expect(createRecordingRing(HISTORY_START, noLimits).texts()).toEqual([]);
  });

  test('gives back every event after one checkpoint, over all its parts', () => {
    const ring = createRecordingRing(HISTORY_START, noLimits);
    const table = fill(ring);
    const { events: kept, report, table: replayed } = read(ring);
    expect(report).toMatchObject({ damaged: 0, outOfOrder: 0, unknownProcess: 0, cut: false });
    expect(kinds(kept)).toEqual(['checkpoint', ...kinds(events.slice(3))]);
    expect(kept.map(({ seq }) => seq)).toEqual(events.slice(2).map(({ seq }) => seq));
    expect(livingOf(replayed)).toEqual(livingOf(table));
  });

  test.each([
    ['old', { maxAgeMs: 150 * SECOND, maxLength: 1e9 }],
    ['long', { maxAgeMs: 1e9, maxLength: 15_000 }],
  ])('lets go of its beginning when it is too %s, and what is left reads as before', (_what, limits) => {
    const ring = createRecordingRing(HISTORY_START, limits);
    const table = fill(ring);
    const { events: kept, report, table: replayed } = read(ring);
    expect(kept.length).toBeGreaterThan(50);
    expect(kept.length).toBeLessThan(400);
    expect(kinds(kept)).toEqual(['checkpoint', ...kinds(events.slice(1 - kept.length))]);
    expect(report).toMatchObject({ damaged: 0, outOfOrder: 0, unknownProcess: 0 });
    expect(kept.map(({ seq }) => seq)).toEqual(events.slice(-kept.length).map(({ seq }) => seq));
    expect(livingOf(replayed)).toEqual(livingOf(table));
  });

  test('keeps what it has when the limits are lowered, until something more happens', () => {
    const ring = createRecordingRing(HISTORY_START, noLimits);
    const table = fill(ring);
    const before = ring.texts().length;
    ring.limit({ maxAgeMs: 60 * SECOND, maxLength: 1e9 });
    expect(ring.texts().length).toBe(before);
    const last: ProcessEvent = { kind: 'sampled', seq: table.seq + 1, at: table.at, ids: [], cpu: [], rssBytes: [] };
    ring.add([last], applyEvents(table, [last]));
    expect(ring.texts().length).toBeLessThan(before / 2);
    expect(livingOf(read(ring).table)).toEqual(livingOf(table));
  });

  test('never lets go of the part that it writes to', () => {
    const ring = createRecordingRing(HISTORY_START, { maxAgeMs: 0, maxLength: 0 });
    const table = fill(ring);
    expect(livingOf(read(ring).table)).toEqual(livingOf(table));
  });
});
