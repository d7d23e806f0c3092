import { useRef } from 'react';
import type { ProcessId, ProcessRecord } from '#shared/model/process';
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
const LONGEST_MS = LONGEST * 1_000;

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

function sampleIn(process: ProcessRecord | undefined): Omit<Sample, 'at'> | undefined {
  return process?.cpu === undefined ? undefined : { cpu: process.cpu, rssBytes: process.rssBytes ?? 0 };
}

/** A look that does not name the process found it as it was. */
function samplesSince(timeline: Timeline, course: Course): readonly Sample[] {
  const samples: Sample[] = [];
  const { cpu, rssBytes } = course.history;
  let last: Omit<Sample, 'at'> | undefined =
    cpu.length === 0 ? undefined : { cpu: cpu.at(-1) ?? 0, rssBytes: rssBytes.at(-1) ?? 0 };
  for (const [index, chunk] of timeline.chunks.entries()) {
    const next = timeline.chunks[index + 1]?.start;
    // A long recording is not read for what would be cut off anyway.
    if (next !== undefined && (next.seq <= course.lastSeq || timeline.latest.at - next.at > LONGEST_MS)) continue;
    last ??= sampleIn(chunk.start.living.get(course.id));
    for (const event of chunk.events) {
      if (event.kind !== 'sampled' || event.seq <= course.lastSeq) continue;
      const row = event.ids.indexOf(course.id);
      if (row !== -1) last = { cpu: event.cpu[row] ?? 0, rssBytes: event.rssBytes[row] ?? 0 };
      if (last !== undefined) samples.push({ at: event.at, ...last });
    }
  }
  return samples;
}
