import { type RefObject, useEffect, useState } from 'react';
import { SPARE, type Window } from './cull';

/** Moves in steps of this, so that a scroll of a few pixels draws nothing anew. */
const STEP = 120;

/** What is in sight of what `scroller` scrolls, with some to spare around. */
export function useWindow(scroller: RefObject<HTMLElement | null>, isThere: boolean): Window | undefined {
  const [seen, setSeen] = useState<Window>();
  useEffect(() => {
    const element = scroller.current;
    if (!isThere || element === null) return;
    const look = () => {
      const { scrollLeft, scrollTop, clientWidth, clientHeight } = element;
      const left = Math.floor(scrollLeft / STEP) * STEP - SPARE;
      const top = Math.floor(scrollTop / STEP) * STEP - SPARE;
      const right = left + clientWidth + STEP + 2 * SPARE;
      const bottom = top + clientHeight + STEP + 2 * SPARE;
      setSeen((now) =>
        now?.left === left && now.top === top && now.right === right && now.bottom === bottom
          ? now
          : { left, top, right, bottom },
      );
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [scroller, isThere]);
  return seen;
}
