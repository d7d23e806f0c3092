import { useRef } from 'react';
import type { ProcessId } from '#shared/model/process';
import type { Timeline } from '#shared/timeline/timeline';
import { selectPlayer } from '../store/selectors';
import { useApp } from '../store/use-app';

/** Columns of equal length: seconds since the epoch, share of a core, bytes. */
export interface History {
  readonly seconds: readonly number[];
  readonly cpu: readonly number[];
  readonly rssBytes: readonly number[];
}

interface Course {
  readonly id: ProcessId;
  lastSeq: number;
  history: History;
}

const empty: History = { seconds: [], cpu: [], rssBytes: [] };
/** Ten minutes of looks, one a second. */
const LONGEST = 600;

/** The course of a process as far as the timeline remembers it; each event is looked at once. */
export function useHistory(id: ProcessId): History {
  const timeline = useApp((state) => selectPlayer(state).timeline);
  const course = useRef<Course>({ id, lastSeq: -1, history: empty });
  if (course.current.id !== id || course.current.lastSeq > timeline.latest.seq)
    course.current = { id, lastSeq: -1, history: empty };
  continueCourse(course.current, timeline);
  return course.current.history;
}

function continueCourse(course: Course, timeline: Timeline): void {
  const added = samplesSince(timeline, course);
  course.lastSeq = timeline.latest.seq;
  if (added.length === 0) return;
  const { history } = course;
  course.history = {
    seconds: [...history.seconds, ...added.map(({ at }) => at / 1000)].slice(-LONGEST),
    cpu: [...history.cpu, ...added.map(({ cpu }) => cpu)].slice(-LONGEST),
    rssBytes: [...history.rssBytes, ...added.map(({ rssBytes }) => rssBytes)].slice(-LONGEST),
  };
}

interface Sample {
  readonly at: number;
  readonly cpu: number;
  readonly rssBytes: number;
}

/** A look that does not name the process found it as it was. */
function samplesSince(timeline: Timeline, course: Course): readonly Sample[] {
  const samples: Sample[] = [];
  const { cpu, rssBytes } = course.history;
  let last: Omit<Sample, 'at'> | undefined =
    cpu.length === 0 ? undefined : { cpu: cpu.at(-1) ?? 0, rssBytes: rssBytes.at(-1) ?? 0 };
  for (const { events } of timeline.chunks) {
    if ((events.at(-1)?.seq ?? 0) <= course.lastSeq) continue;
    for (const event of events) {
      if (event.kind !== 'sampled' || event.seq <= course.lastSeq) continue;
      const row = event.ids.indexOf(course.id);
      if (row !== -1) last = { cpu: event.cpu[row] ?? 0, rssBytes: event.rssBytes[row] ?? 0 };
      if (last !== undefined) samples.push({ at: event.at, ...last });
    }
  }
  return samples;
}
