import { describe, expect, test } from 'vitest';
import { applyToDraft, emptyTable, openDraft, snapshotOf } from '#shared/events/apply-events';
import type { ProcessEvent } from '#shared/events/process-event';
import { recordOf } from '#shared/events/sighting';
import { sighting } from '#shared/events/sightings.fixture';
import { processId } from '#shared/model/process';
import { seqAt, seqFrom, stepFrom } from './moments';
import { appendEvents, emptyTimeline, noLimits, type Timeline, type TimelineLimits, tableAt } from './timeline';

/** Births and deaths by turns: process k is born at event 2k and the one before it dies at 2k + 1. */
function history(length: number): ProcessEvent[] {
  return Array.from({ length }, (_, seq): ProcessEvent => {
    const pid = 2 + Math.floor(seq / 2);
    if (seq % 2 === 1) return { kind: 'reaped', seq, at: seq, id: processId(pid - 1, (pid - 1) * 10) };
    return {
      kind: 'fork',
      seq,
      at: seq,
      process: recordOf(sighting(pid, 1), seq, { parent: undefined, originalParent: undefined }),
    };
  });
}

function inBatches(events: readonly ProcessEvent[], size: number, ...limits: [TimelineLimits?]): Timeline {
  let timeline = emptyTimeline;
  for (let at = 0; at < events.length; at += size)
    timeline = appendEvents(timeline, events.slice(at, at + size), ...limits);
  return timeline;
}

describe('the timeline', () => {
  test('gives for any moment the same table as folding from the beginning', () => {
    const events = history(20_000);
    const timeline = inBatches(events, 7);
    expect(timeline.chunks.length).toBeGreaterThan(3);
    const draft = openDraft(emptyTable);
    for (const event of events) {
      applyToDraft(draft, event);
      if (event.seq % 997 === 0) expect(tableAt(timeline, event.seq)).toEqual(snapshotOf(draft));
    }
    expect(tableAt(timeline, Number.POSITIVE_INFINITY)).toBe(timeline.latest);
  });

  test('lets the oldest chunks fall off when they take too much memory, and keeps the rest right', () => {
    const events = history(20_000);
    const whole = inBatches(events, 10, noLimits);
    const timeline = inBatches(events, 10, { maxBytes: whole.bytes / 3, maxAgeMs: 1e9 });
    expect(timeline.bytes).toBeLessThanOrEqual(whole.bytes / 3);
    expect(timeline.eventCount).toBeGreaterThan(3_000);
    expect(timeline.eventCount).toBe(timeline.chunks.reduce((sum, chunk) => sum + chunk.events.length, 0));
    expect(tableAt(timeline, 19_500)).toEqual(tableAt(whole, 19_500));
  });

  test('finds what happened until a time, and what happened from it on', () => {
    // Two events at each time, in chunks that end anywhere.
    const events = history(20_000).map((event): ProcessEvent => ({ ...event, at: Math.floor(event.seq / 2) * 10 }));
    const timeline = inBatches(events, 7);
    for (const at of [0, 10, 15, 31_110, 31_111, 99_990]) {
      expect(seqAt(timeline, at)).toBe(events.findLast((event) => event.at <= at)?.seq);
      expect(seqFrom(timeline, at)).toBe(events.find((event) => event.at >= at)?.seq);
    }
    expect(seqFrom(timeline, 1e9)).toBe(20_000);
    expect(seqFrom(emptyTimeline, 5)).toBe(0);
  });

  test('is stepped through event by event, back to before the first', () => {
    const checkpoint: ProcessEvent = { kind: 'checkpoint', seq: 0, at: 0, processes: [] };
    const [first, second] = history(2).map((event): ProcessEvent => ({ ...event, seq: event.seq + 1 }));
    const timeline = inBatches([checkpoint, first as ProcessEvent, second as ProcessEvent], 3);
    expect(stepFrom(timeline, 2, -1)).toBe(1);
    expect(stepFrom(timeline, 1, -1)).toBe(0);
    expect(stepFrom(timeline, 2, -10)).toBe(0);
    expect(stepFrom(timeline, 0, 1)).toBe(1);
    expect(stepFrom(timeline, 0, 10)).toBe(2);
  });

  test('cuts a batch of any length into chunks that are quick to fold', () => {
    const timeline = inBatches(history(50_000), 50_000, noLimits);
    expect(timeline.chunks.length).toBeGreaterThan(10);
    expect(Math.max(...timeline.chunks.map(({ work }) => work))).toBeLessThan(4_096);
  });

  test('lets chunks fall off that are older than the limit', () => {
    const timeline = inBatches(history(20_000), 10, { maxBytes: 1e9, maxAgeMs: 1000 });
    expect(timeline.chunks[0]?.start.at).toBeGreaterThan(10_000);
  });

  test('before its memory begins it shows the oldest table it has', () => {
    const timeline = inBatches(history(20_000), 10, { maxBytes: 1e6, maxAgeMs: 1e9 });
    expect(tableAt(timeline, 0)).toEqual(timeline.chunks[0]?.start);
  });

  test('an empty batch changes nothing', () => {
    expect(appendEvents(emptyTimeline, [])).toBe(emptyTimeline);
  });
});
