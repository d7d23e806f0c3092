import { expect, test } from 'vitest';
import type { ProcessEvent, UnstampedEvent } from '#shared/events/process-event';
import type { ProcessRecord } from '#shared/model/process';
import { appendEvents, emptyTimeline, type Timeline } from '#shared/timeline/timeline';
import { idOf, process } from '../app/app.fixture';
import { beginCourse, continueCourse } from './course';

const id = idOf(70);

function timelineOf(events: readonly UnstampedEvent[], timeline: Timeline = emptyTimeline): Timeline {
  const next = timeline.latest.seq + 1;
  const stamped = events.map((event, index) => ({ ...event, seq: next + index, at: (next + index) * 1_000 }));
  return appendEvents(timeline, stamped as ProcessEvent[]);
}

const known = (more: Partial<ProcessRecord> = {}): UnstampedEvent => ({
  kind: 'checkpoint',
  processes: [process(70, 1, { cpu: 0.5, rssBytes: 4_096, ...more })],
});
const look = (...rows: readonly (readonly [number, number])[]): UnstampedEvent => ({
  kind: 'sampled',
  ids: rows.map(() => id),
  cpu: rows.map(([cpu]) => cpu),
  rssBytes: rows.map(([, rssBytes]) => rssBytes),
});
const exit: UnstampedEvent = { kind: 'exit', id, exit: { code: 0 } };
const reaped: UnstampedEvent = { kind: 'reaped', id };

const historyOf = (events: readonly UnstampedEvent[]) => continueCourse(beginCourse(id), timelineOf(events)).history;

test('a look that does not name it found it as it was', () => {
  expect(historyOf([known(), look([0.25, 8_192]), look()])).toEqual({
    seconds: [1, 2],
    cpu: [0.25, 0.25],
    rssBytes: [8_192, 8_192],
  });
});

test.each([
  ['its exit', exit],
  ['being reaped', reaped],
] as const)('the course stops at %s', (_what, end) => {
  expect(historyOf([known(), look([0.25, 8_192]), end, look(), look()]).seconds).toEqual([1]);
});

test('it stops too when the end came between two readings of the timeline', () => {
  const before = timelineOf([known(), look([0.25, 8_192])]);
  const course = continueCourse(beginCourse(id), before);
  const ended = continueCourse(course, timelineOf([exit, look()], before));
  expect(ended.history.seconds).toEqual([1]);
  expect(continueCourse(ended, timelineOf([look()], timelineOf([exit, look()], before))).history).toBe(ended.history);
});

test('what is not known is a gap, not a zero', () => {
  expect(historyOf([known({ rssBytes: undefined }), look()]).rssBytes).toEqual([undefined]);
});
