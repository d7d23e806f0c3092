/** What the strip knows: the stretch it shows, the axis, the cursor; and what can be done with them. */
import { useState } from 'react';
import { lifeOf, seqAt, spanOf, stepFrom } from '#shared/timeline/moments';
import type { Axis } from '#shared/timeline/series';
import type { Timeline } from '#shared/timeline/timeline';
import { selectIsRun, selectPlayer, selectTable } from '../store/selectors';
import type { Page } from '../store/timeline-slice';
import { useApp, useAppStore } from '../store/use-app';
import {
  panStretch,
  revealIn,
  type Stretch,
  type StretchChoice,
  stretchOf,
  USUAL_LENGTH_MS,
  zoomStretch,
} from './stretch';

export interface Strip {
  readonly axis: Axis;
  readonly whole: Stretch;
  readonly shown: Stretch;
  /** On the axis; undefined: at the end. */
  readonly cursor: number | undefined;
  readonly isLive: boolean;
  goTo(place: number): void;
  /** So many events on, or back. */
  step(count: number): void;
  goToStart(): void;
  goToEnd(): void;
  goToLife(which: 'birth' | 'death'): void;
  /** Around `anchor`, or around the cursor. */
  zoom(factor: number, anchor?: number): void;
  pan(share: number): void;
  showAll(): void;
}

type Choices = { readonly [P in Page]: StretchChoice };
const firstChoices: Choices = {
  live: { length: USUAL_LENGTH_MS, end: 'latest' },
  lab: { length: 'all', end: 'latest' },
  recordings: { length: 'all', end: 'latest' },
};

/** Undefined while nothing has happened. */
export function useStrip(): Strip | undefined {
  const store = useAppStore();
  const page = useApp((state) => state.page);
  const timeline = useApp((state) => selectPlayer(state).timeline);
  const cursorSeq = useApp((state) => selectPlayer(state).cursor);
  const cursorAt = useApp((state) => selectTable(state).at);
  // In a run that is stepped, time passes while people think: there steps are the better measure.
  const axis: Axis = useApp((state) => (selectIsRun(state) ? 'seq' : 'at'));
  const [choices, setChoices] = useState(firstChoices);
  const whole = wholeOf(timeline, axis);
  if (whole === undefined) return undefined;
  const shown = stretchOf(choices[page], whole, axis, page !== 'recordings');
  const cursor = cursorSeq === 'live' ? undefined : axis === 'at' ? cursorAt : cursorSeq;
  const choose = (choice: StretchChoice | undefined) => {
    if (choice !== undefined) setChoices((before) => ({ ...before, [page]: choice }));
  };
  const first = timeline.chunks[0]?.first?.seq ?? 0;
  const moveTo = (wished: number) => {
    // Before the first event there is nothing to see.
    const seq = Math.max(first, wished);
    if (seq >= timeline.latest.seq) return store.getState().resume();
    store.getState().moveCursor(seq);
    choose(revealIn(shown, whole, axis === 'at' ? selectTable(store.getState()).at : seq));
  };
  const at = cursorSeq === 'live' ? timeline.latest.seq : cursorSeq;
  return {
    axis,
    whole,
    shown,
    cursor,
    isLive: page === 'live',
    goTo: (place) => moveTo(axis === 'at' ? seqAt(timeline, place) : Math.round(place)),
    step: (count) => moveTo(stepFrom(timeline, at, count)),
    goToStart: () => moveTo(first),
    goToEnd: () => store.getState().resume(),
    goToLife: (which) => {
      const { selected } = store.getState();
      const seq = selected === undefined ? undefined : lifeOf(timeline, selected)[which];
      if (seq !== undefined) moveTo(seq);
    },
    zoom: (factor, anchor) =>
      choose(zoomStretch(shown, whole, axis, factor, anchor ?? within(cursor ?? whole.to, shown))),
    pan: (share) => choose(panStretch(shown, whole, share * (shown.to - shown.from))),
    showAll: () => choose({ length: 'all', end: 'latest' }),
  };
}

function wholeOf(timeline: Timeline, axis: Axis): Stretch | undefined {
  const span = spanOf(timeline);
  if (span === undefined) return undefined;
  if (axis === 'at') return span.to > span.from ? span : { from: span.from, to: span.from + 1 };
  const first = timeline.chunks[0]?.first?.seq ?? 0;
  return { from: first, to: Math.max(first + 1, timeline.latest.seq) };
}

function within(place: number, { from, to }: Stretch): number {
  return Math.min(to, Math.max(from, place));
}
