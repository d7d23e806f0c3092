import { useEffect, useState } from 'react';
import { seqAt, spanOf } from '#shared/timeline/moments';
import type { Axis } from '#shared/timeline/series';
import type { AppState } from '../store/app-store';
import { selectPlayer, selectTable } from '../store/selectors';
import type { Page } from '../store/timeline-slice';
import { useApp, useAppStore } from '../store/use-app';

export const speeds = ['0.25', '0.5', '1', '2', '4', '8', '16'] as const;
type Speed = (typeof speeds)[number];

/** Where steps are counted and not time, so many of them are a second. */
const STEPS_A_SECOND = 4;

export interface Playback {
  readonly playing: boolean;
  readonly speed: Speed;
  chooseSpeed(speed: Speed): void;
  toggle(): void;
}

/** Moves the cursor along with time, faster or slower. At the end what is live goes on live, what is not stops. */
export function usePlayback(axis: Axis): Playback {
  const store = useAppStore();
  const page = useApp((state) => state.page);
  const atEnd = useApp((state) => selectPlayer(state).cursor === 'live');
  const [speed, chooseSpeed] = useState<Speed>('1');
  /** The page that plays. */
  const [playing, setPlaying] = useState<Page>();
  const running = playing === page && !atEnd;
  // Whoever turns to another page, or to the end, has stopped it for good.
  if (playing !== undefined && !running) setPlaying(undefined);

  useEffect(() => {
    if (!running) return;
    let place = placeOf(store.getState(), axis);
    let before = performance.now();
    let moved = selectPlayer(store.getState()).cursor;
    let frame = requestAnimationFrame(function step(now) {
      const { cursor, timeline } = selectPlayer(store.getState());
      if (cursor === 'live') return setPlaying(undefined);
      // Somebody moved the cursor: it goes on from there.
      if (cursor !== moved) place = placeOf(store.getState(), axis);
      place += ((now - before) / 1_000) * Number(speed) * (axis === 'at' ? 1_000 : STEPS_A_SECOND);
      before = now;
      const seq = axis === 'at' ? seqAt(timeline, place) : Math.floor(place);
      if (seq >= timeline.latest.seq) {
        store.getState().resume();
        return setPlaying(undefined);
      }
      if (seq > cursor) store.getState().moveCursor(seq);
      moved = selectPlayer(store.getState()).cursor;
      frame = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(frame);
  }, [running, speed, axis, store]);

  return {
    playing: running,
    speed,
    chooseSpeed,
    toggle: () => {
      if (running) return setPlaying(undefined);
      const { timeline, cursor } = selectPlayer(store.getState());
      // From the end there is nothing to play: it begins anew.
      if (cursor === 'live') store.getState().moveCursor(timeline.chunks[0]?.first?.seq ?? 0);
      setPlaying(page);
    },
  };
}

/** Where the cursor is on the axis. What was forgotten, or has not begun, is not played. */
function placeOf(state: AppState, axis: Axis): number {
  const { timeline } = selectPlayer(state);
  const { at, seq } = selectTable(state);
  if (axis === 'seq') return Math.max(seq, timeline.chunks[0]?.first?.seq ?? seq);
  return Math.max(at, spanOf(timeline)?.from ?? at);
}
