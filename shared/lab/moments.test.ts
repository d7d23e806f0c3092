import { expect, test } from 'vitest';
import type { ProcessEvent } from '#shared/events/process-event';
import { momentAfter, momentBefore } from '#shared/lab/moments';
import { processId } from '#shared/model/process';
import { appendEvents, emptyTimeline, type Timeline } from '#shared/timeline/timeline';

const id = processId(2, 20);

/** A line and a turn by turns: turns have the odd numbers. */
function run(turns: number): Timeline {
  const events: ProcessEvent[] = [{ kind: 'checkpoint', seq: 0, at: 0, processes: [] }];
  for (let turn = 0; turn < turns; turn += 1) {
    events.push({ kind: 'turn', seq: 2 * turn + 1, at: turn, id, thread: 0 });
    events.push({ kind: 'line', seq: 2 * turn + 2, at: turn, id, thread: 0, line: 1, function: 'f', variables: [] });
  }
  return appendEvents(emptyTimeline, events);
}

test('one goes back and forward turn by turn, over the whole run', () => {
  const timeline = run(3_000);
  const back: number[] = [];
  for (let seq = momentBefore(timeline, timeline.latest.seq); seq !== undefined; seq = momentBefore(timeline, seq)) {
    back.push(seq);
  }
  expect(back).toHaveLength(3_000);
  expect(back.at(-1)).toBe(0);
  const forward = [0];
  for (let seq = momentAfter(timeline, 0); seq !== undefined; seq = momentAfter(timeline, seq)) forward.push(seq);
  expect(forward).toEqual([...back].reverse());
});

test('there is nothing before the beginning and nothing after the last turn', () => {
  expect(momentBefore(run(1), 0)).toBeUndefined();
  expect(momentAfter(run(1), 0)).toBeUndefined();
  expect(momentBefore(emptyTimeline, 5)).toBeUndefined();
});
