/** The course of one process's figures over the looks that the timeline remembers; each event is looked at once. */
import type { EventOf, ProcessEvent } from '#shared/events/process-event';
import type { ProcessId, ProcessRecord } from '#shared/model/process';
import type { Timeline } from '#shared/timeline/timeline';

/** Columns of equal length: seconds since the epoch, share of a core, bytes. What is not known is a gap. */
export interface History {
  readonly seconds: readonly number[];
  readonly cpu: readonly (number | undefined)[];
  readonly rssBytes: readonly (number | undefined)[];
}

interface Figures {
  readonly cpu: number | undefined;
  readonly rssBytes: number | undefined;
}

export interface Course {
  readonly id: ProcessId;
  readonly lastSeq: number;
  /** As the last look found it; undefined before its first look, and after its end. */
  readonly figures: Figures | undefined;
  readonly hasEnded: boolean;
  readonly history: History;
}

export function beginCourse(id: ProcessId): Course {
  const history = { seconds: [], cpu: [], rssBytes: [] };
  return { id, lastSeq: -1, figures: undefined, hasEnded: false, history };
}

/** Ten minutes of looks, one a second. */
const LONGEST = 600;
const LONGEST_MS = LONGEST * 1_000;

interface Sample extends Figures {
  readonly at: number;
}

/** Returns the same history when nothing was added to it. */
export function continueCourse(course: Course, timeline: Timeline): Course {
  const samples: Sample[] = [];
  let { figures, hasEnded } = course;
  for (const [index, chunk] of timeline.chunks.entries()) {
    const next = timeline.chunks[index + 1]?.start;
    // A long recording is not read for what would be cut off anyway.
    if (next !== undefined && (next.seq <= course.lastSeq || timeline.latest.at - next.at > LONGEST_MS)) continue;
    if (!hasEnded) figures ??= figuresOf(chunk.start.living.get(course.id));
    for (const event of chunk.events) {
      if (event.seq <= course.lastSeq) continue;
      ({ figures, hasEnded } = after(event, course.id, { figures, hasEnded }));
      if (event.kind === 'sampled' && figures !== undefined) samples.push({ at: event.at, ...figures });
    }
  }
  return { ...course, lastSeq: timeline.latest.seq, figures, hasEnded, history: longer(course.history, samples) };
}

type Standing = Pick<Course, 'figures' | 'hasEnded'>;

const over: Standing = { figures: undefined, hasEnded: true };

/** A look that does not name the process found it as it was. */
function after(event: ProcessEvent, id: ProcessId, before: Standing): Standing {
  if (event.kind === 'sampled') return before.hasEnded ? before : afterLook(event, id, before);
  if (event.kind === 'checkpoint') return afterCheckpoint(event, id);
  return (event.kind === 'exit' || event.kind === 'reaped') && event.id === id ? over : before;
}

function afterLook({ ids, cpu, rssBytes }: EventOf<'sampled'>, id: ProcessId, before: Standing): Standing {
  const row = ids.indexOf(id);
  return row === -1 ? before : { figures: { cpu: cpu[row], rssBytes: rssBytes[row] }, hasEnded: false };
}

function afterCheckpoint({ processes }: EventOf<'checkpoint'>, id: ProcessId): Standing {
  const process = processes.find((one) => one.id === id);
  return process?.state === 'zombie' || process?.state === 'gone'
    ? over
    : { figures: figuresOf(process), hasEnded: false };
}

/** Undefined before the second look, which tells the first share of a core. */
function figuresOf(process: ProcessRecord | undefined): Figures | undefined {
  return process?.cpu === undefined ? undefined : { cpu: process.cpu, rssBytes: process.rssBytes };
}

function longer(history: History, samples: readonly Sample[]): History {
  if (samples.length === 0) return history;
  return {
    seconds: [...history.seconds, ...samples.map(({ at }) => at / 1000)].slice(-LONGEST),
    cpu: [...history.cpu, ...samples.map(({ cpu }) => cpu)].slice(-LONGEST),
    rssBytes: [...history.rssBytes, ...samples.map(({ rssBytes }) => rssBytes)].slice(-LONGEST),
  };
}
