/** An hour of storms, simulated as fast as it goes: what the collector's table and the window's timeline keep of it. */
import type { ProcessEvent } from '#shared/events/process-event';
import { recordOf } from '#shared/events/sighting';
import { sighting } from '#shared/events/sightings.fixture';
import { appendEvents, emptyTimeline } from '#shared/timeline/timeline';
import { createLiveTable } from '../../electron/collector/live-table';
import type { Figure } from './measure';

const SECONDS = 3_600;
const STARTS_A_SECOND = 100;

/** Megabytes at the end of the hour against those after its first quarter, when everything that is bounded is full. */
export async function benchMemory(): Promise<Figure[]> {
  const live = createLiveTable();
  let timeline = emptyTimeline;
  let pid = 2;
  const at = new Map<number, number>();
  for (let second = 0; second < SECONDS; second++) {
    for (let start = 0; start < STARTS_A_SECOND; start += 2, pid += 2) liveAndDie(live, pid, second * 1000);
    timeline = appendEvents(timeline, live.takeBatch() as readonly ProcessEvent[]);
    if (second === SECONDS / 4 || second === SECONDS - 1) at.set(second, megabytes());
  }
  const [early = 0, late = 0] = at.values();
  const name = `an hour of ${STARTS_A_SECOND} starts a second: memory`;
  const kept = timeline.eventCount;
  return [
    {
      name,
      against: `after a quarter of it (${kept} events kept)`,
      value: late,
      unit: 'MB',
      ratio: late / early,
      goal: 1.1,
    },
  ];
}

/** A parent and its child, who end in either order. */
function liveAndDie(live: ReturnType<typeof createLiveTable>, pid: number, at: number): void {
  const family = [sighting(pid, 1), sighting(pid + 1, pid)] as const;
  const [parent, child] = family;
  live.add({ kind: 'fork', process: recordOf(parent, at, { parent: undefined, originalParent: undefined }) }, at);
  live.add({ kind: 'fork', process: recordOf(child, at, { parent: parent.id, originalParent: parent.id }) }, at);
  for (const { id } of pid % 4 === 0 ? family : [child, parent]) {
    live.add({ kind: 'exit', id, exit: { code: 0 } }, at);
    live.add({ kind: 'reaped', id }, at);
  }
}

function megabytes(): number {
  // Run with --expose-gc, so that garbage does not count.
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}
