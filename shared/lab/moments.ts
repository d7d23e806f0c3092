/**
 * Where one stops when looking back through a run: after each turn, when all is at rest again, that is before the next.
 *
 *   line turn line fork line turn output line
 *       ↑                   ↑                ↑   moments (the last is the end)
 */
import { chunkIndex, type Timeline } from '#shared/timeline/timeline';

/** Sequence number of the last moment before `seq`; undefined at the beginning. */
export function momentBefore(timeline: Timeline, seq: number): number | undefined {
  for (let index = chunkIndex(timeline, ({ start }) => start.seq <= seq); index >= 0; index -= 1) {
    const events = timeline.chunks[index]?.events ?? [];
    const turn = events.findLast((event) => event.kind === 'turn' && event.seq - 1 < seq);
    if (turn !== undefined) return turn.seq - 1;
  }
  return undefined;
}

/** Sequence number of the next moment after `seq`; undefined when that is the end. */
export function momentAfter(timeline: Timeline, seq: number): number | undefined {
  const first = chunkIndex(timeline, ({ start }) => start.seq <= seq);
  for (const { events } of timeline.chunks.slice(first)) {
    const turn = events.find((event) => event.kind === 'turn' && event.seq - 1 > seq);
    if (turn !== undefined) return turn.seq - 1;
  }
  return undefined;
}
