import type { StateCreator } from 'zustand/vanilla';
import type { ProcessTable } from '#shared/events/apply-events';
import type { ProcessEvent } from '#shared/events/process-event';
import type { CollectorMessage, CollectorStatus } from '#shared/ipc/contract';
import {
  appendEvents,
  emptyTimeline,
  noLimits,
  type Timeline,
  type TimelineLimits,
  tableAt,
} from '#shared/timeline/timeline';
import type { AppState } from './app-store';

/** What one looks at: this computer as it goes on, a program being stepped, or what was kept. */
export const pages = ['live', 'lab', 'recordings'] as const;
export type Page = (typeof pages)[number];

/** Everything seen on one page, and where in it the person looks. There is one player for all of them. */
export interface Player {
  readonly timeline: Timeline;
  /** `live` follows the newest event; a number is the sequence number the picture stands at. */
  readonly cursor: 'live' | number;
  /** What is to be seen at the cursor, unless that is live: the timeline may forget that moment meanwhile. */
  readonly pausedTable: ProcessTable | undefined;
}

const emptyPlayer: Player = { timeline: emptyTimeline, cursor: 'live', pausedTable: undefined };

export interface TimelineSlice {
  readonly page: Page;
  readonly players: { readonly [P in Page]: Player };
  readonly collector: CollectorStatus | undefined;
  /** Why there is no collector at the moment; the picture is the last good one. */
  readonly collectorFailure: string | undefined;
  showPage(page: Page): void;
  /** From the collector, to the live page. */
  receiveBatch(message: CollectorMessage): void;
  /** Goes on with what a page has; the events follow it in their numbers. */
  receiveEvents(page: Page, events: readonly ProcessEvent[]): void;
  /** A page begins anew: another run, another recording; looked at where it is, or after event `cursor`. */
  replaceTimeline(page: Page, timeline: Timeline, cursor?: number): void;
  reportCollectorFailure(detail: string): void;
  /** Holds the picture of the page still, or lets it follow again. */
  pause(): void;
  resume(): void;
  /** Looks at the moment after event `seq`, on the page that is shown. */
  moveCursor(seq: number): void;
}

export const createTimelineSlice: StateCreator<AppState, [], [], TimelineSlice> = (set) => ({
  page: 'live',
  players: { live: emptyPlayer, lab: emptyPlayer, recordings: emptyPlayer },
  collector: undefined,
  collectorFailure: undefined,
  showPage: (page) => set({ page }),
  receiveBatch: ({ events, status }) =>
    set((state) => ({
      players: withEvents(state.players, 'live', events, limitsOf(state)),
      collector: status,
      collectorFailure: undefined,
    })),
  receiveEvents: (page, events) =>
    set((state) => ({
      players: withEvents(state.players, page, events, page === 'live' ? limitsOf(state) : noLimits),
    })),
  replaceTimeline: (page, timeline, cursor) =>
    set(({ players }) => withPlayer(players, page, { ...emptyPlayer, timeline, ...lookAt(timeline, cursor) })),
  reportCollectorFailure: (detail) => set({ collectorFailure: detail }),
  pause: () =>
    set(({ page, players }) => {
      const { latest } = players[page].timeline;
      return withPlayer(players, page, { cursor: latest.seq, pausedTable: latest });
    }),
  resume: () => set(({ page, players }) => withPlayer(players, page, { cursor: 'live', pausedTable: undefined })),
  moveCursor: (cursor) => set(({ page, players }) => withPlayer(players, page, lookAt(players[page].timeline, cursor))),
});

type Players = TimelineSlice['players'];

function lookAt(timeline: Timeline, cursor: number | undefined): Partial<Player> {
  return cursor === undefined ? {} : { cursor, pausedTable: tableAt(timeline, cursor) };
}

/** Of what happens live, the last minutes are kept; a run and a recording are kept whole. */
function limitsOf({ keepMinutes, keepMegabytes }: AppState): TimelineLimits {
  return { maxAgeMs: keepMinutes * 60_000, maxBytes: keepMegabytes * 1e6 };
}

function withEvents(players: Players, page: Page, events: readonly ProcessEvent[], limits: TimelineLimits): Players {
  const timeline = appendEvents(players[page].timeline, events, limits);
  return { ...players, [page]: { ...players[page], timeline } };
}

function withPlayer(players: Players, page: Page, change: Partial<Player>): { readonly players: Players } {
  return { players: { ...players, [page]: { ...players[page], ...change } } };
}
