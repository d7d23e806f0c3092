/**
 * The CPU of each process over the last minute, for the small curves of the table. The stream tells a share only when
 * it has changed, so what is kept is steps: since when, how much. Bounded: so many steps a process, none for the gone.
 */
import type { ProcessId } from '#shared/model/process';
import { chunkIndex, type Timeline } from '#shared/timeline/timeline';

export interface CpuStep {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Share of one core. */
  readonly cpu: number;
}

export interface CpuHistory {
  /** Brings it to the moment `seq` of a timeline: on from where it was, or anew when that was elsewhere. */
  follow(timeline: Timeline, seq: number): void;
  /** Oldest first; the first may be older than `HISTORY_MS`, its share held until the second. */
  of(id: ProcessId): readonly CpuStep[];
}

export const HISTORY_MS = 60_000;
const MOST_STEPS = 128;

/** The chunk in which the last minute before `to` begins, or `from` when that is later: a recording may be long. */
function firstNeeded(timeline: Timeline, from: number, to: number): number {
  const until = timeline.chunks[chunkIndex(timeline, ({ start }) => start.seq <= to)]?.start.at ?? 0;
  return chunkIndex(timeline, ({ start }) => start.seq <= from || start.at <= until - HISTORY_MS);
}

export function createCpuHistory(): CpuHistory {
  let steps = new Map<ProcessId, CpuStep[]>();
  let before = -1;
  let oldest = -1;

  function take(timeline: Timeline, from: number, to: number): void {
    const first = firstNeeded(timeline, from, to);
    for (const { start, events } of timeline.chunks.slice(first)) {
      if (start.seq >= to) return;
      // What was before is in the table: so much has each had since its last step.
      if (start.seq > from)
        for (const { id, cpu } of start.living.values()) if (cpu !== undefined) add(id, { at: start.at, cpu });
      for (const event of events) {
        if (event.seq > to) return;
        if (event.seq <= from) continue;
        if (event.kind === 'reaped') steps.delete(event.id);
        if (event.kind === 'sampled') {
          for (const [row, id] of event.ids.entries()) add(id, { at: event.at, cpu: event.cpu[row] ?? 0 });
        }
      }
    }
  }

  function add(id: ProcessId, step: CpuStep): void {
    const list = steps.get(id);
    if (list === undefined) {
      steps.set(id, [step]);
      return;
    }
    if (list.at(-1)?.cpu === step.cpu) return;
    list.push(step);
    // The one before the window's first stays: it says how high the curve begins.
    while (list.length > MOST_STEPS || (list[1] !== undefined && list[1].at <= step.at - HISTORY_MS)) list.shift();
  }

  return {
    follow: (timeline, seq) => {
      const first = timeline.chunks[0]?.start.seq ?? -1;
      // Another timeline, or a moment before the one it was brought to.
      if (seq < before || first < oldest) {
        steps = new Map();
        before = -1;
      }
      take(timeline, before, seq);
      before = seq;
      oldest = first;
    },
    of: (id) => steps.get(id) ?? [],
  };
}
