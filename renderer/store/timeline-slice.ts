import type { StateCreator } from 'zustand/vanilla';
import type { ProcessTable } from '#shared/events/apply-events';
import type { CollectorMessage, CollectorStatus } from '#shared/ipc/contract';
import { appendEvents, emptyTimeline, type Timeline } from '#shared/timeline/timeline';
import type { AppState } from './app-store';
import { resolveRun } from './resolve-run';
import { grownBy, membersOf } from './run-members';

/** Everything seen, and where in it the person looks. */
export interface TimelineSlice {
  readonly timeline: Timeline;
  /** `live` follows the newest event; a number is the sequence number the picture stands at. */
  readonly cursor: 'live' | number;
  /** What was to be seen when the picture was paused: the timeline may forget that moment meanwhile. */
  readonly pausedTable: ProcessTable | undefined;
  readonly collector: CollectorStatus | undefined;
  /** Why there is no collector at the moment; the picture is the last good one. */
  readonly collectorFailure: string | undefined;
  receiveBatch(message: CollectorMessage): void;
  reportCollectorFailure(detail: string): void;
  pause(): void;
  resume(): void;
}

export const createTimelineSlice: StateCreator<AppState, [], [], TimelineSlice> = (set) => ({
  timeline: emptyTimeline,
  cursor: 'live',
  pausedTable: undefined,
  collector: undefined,
  collectorFailure: undefined,
  receiveBatch: ({ events, status }) =>
    set((state) => {
      const timeline = appendEvents(state.timeline, events);
      const run = resolveRun(state.run, timeline.latest);
      const runMembers =
        run === state.run ? grownBy(state.runMembers, events, timeline.latest) : membersOf(run, timeline.latest);
      return { timeline, run, runMembers, collector: status, collectorFailure: undefined };
    }),
  reportCollectorFailure: (detail) => set({ collectorFailure: detail }),
  pause: () => set(({ timeline }) => ({ cursor: timeline.latest.seq, pausedTable: timeline.latest })),
  resume: () => set({ cursor: 'live', pausedTable: undefined }),
});
