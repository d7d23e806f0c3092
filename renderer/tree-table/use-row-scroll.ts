import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useRef } from 'react';
import type { ProcessId } from '#shared/model/process';
import type { Row } from './build-rows';
import { ROW_HEIGHT } from './table-row';

const HEAD_HEIGHT = 28;

/** Which rows are in sight, and the way to one that is not. */
export function useRowScroll(
  scroller: RefObject<HTMLDivElement | null>,
  rows: readonly Row[],
  selected: ProcessId | undefined,
): Virtualizer<HTMLDivElement, Element> {
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 6,
    // The rows begin beneath the header, which lies over those scrolled past.
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
  });
  // Where the selection comes from elsewhere, e.g. the graph, the table turns to it; not whenever rows move.
  const place = useRef(-1);
  place.current = rows.findIndex(({ key }) => key === selected);
  useEffect(() => {
    if (selected !== undefined && place.current !== -1) virtualizer.scrollToIndex(place.current);
  }, [selected, virtualizer]);
  return virtualizer;
}

/** Whole rows that fit beneath the header. */
export function rowsThatFit(scroller: HTMLElement | null): number {
  return Math.max(1, Math.floor(((scroller?.clientHeight ?? 0) - HEAD_HEIGHT) / ROW_HEIGHT) - 1);
}
