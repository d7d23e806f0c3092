import { type KeyboardEvent, type PointerEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { eventAt } from '#shared/timeline/moments';
import { selectPlayer, selectTable } from '../store/selectors';
import { useApp } from '../store/use-app';
import { useLook } from '../tree-view/use-look';
import { useFormat } from '../ui/use-format';
import { drawStrip, xToPlace } from './draw-strip';
import { momentText } from './moment-text';
import { ticksIn } from './stretch';
import styles from './timeline-strip.module.css';
import type { Playback } from './use-playback';
import type { Strip } from './use-strip';

const HEIGHT = 46;
const TICK_PIXELS = 110;
const BIG_STEP = 10;
const PAGE_SHARE = 0.1;

interface StripCanvasProps {
  readonly strip: Strip;
  readonly playback: Playback;
}

/** The strip itself: a slider over the past. */
export function StripCanvas({ strip, playback }: StripCanvasProps) {
  const { t } = useTranslation();
  const element = useRef<HTMLDivElement>(null);
  const width = useWidth(element);
  const canvas = useDrawing(element, strip, width);
  const valueText = useValueText(strip);
  const drag = useDrag(element, strip, width);
  useWheel(element, strip, width);
  const { whole, cursor } = strip;
  return (
    <div
      ref={element}
      className={styles.canvas}
      role="slider"
      tabIndex={0}
      aria-label={t('timeline.label')}
      aria-valuemin={Math.floor(whole.from)}
      aria-valuemax={Math.ceil(whole.to)}
      aria-valuenow={Math.round(cursor ?? whole.to)}
      aria-valuetext={valueText}
      aria-keyshortcuts="ArrowLeft ArrowRight Home End PageUp PageDown Space + - 0"
      title={t('timeline.hint')}
      onKeyDown={(event) => onKey(event, strip, playback)}
      {...drag}
    >
      <canvas ref={canvas} aria-hidden style={{ width, height: HEIGHT }} />
    </div>
  );
}

function onKey(event: KeyboardEvent, strip: Strip, playback: Playback): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const size = event.shiftKey ? BIG_STEP : 1;
  const page = (strip.shown.to - strip.shown.from) * PAGE_SHARE;
  const place = strip.cursor ?? strip.whole.to;
  const acts = new Map<string, () => void>([
    ['ArrowLeft', () => strip.step(-size)],
    ['ArrowDown', () => strip.step(-size)],
    ['ArrowRight', () => strip.step(size)],
    ['ArrowUp', () => strip.step(size)],
    ['PageDown', () => strip.goTo(place - page)],
    ['PageUp', () => strip.goTo(place + page)],
    ['Home', strip.goToStart],
    ['End', strip.goToEnd],
    [' ', playback.toggle],
    ['+', () => strip.zoom(2)],
    ['=', () => strip.zoom(2)],
    ['-', () => strip.zoom(0.5)],
    ['0', strip.showAll],
  ]);
  const act = acts.get(event.key);
  if (act === undefined) return;
  event.preventDefault();
  act();
}

function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)));
    observer.observe(element.current);
    setWidth(Math.round(element.current.clientWidth));
    return () => observer.disconnect();
  }, [element]);
  return width;
}

function useDrawing(element: React.RefObject<HTMLElement | null>, strip: Strip, width: number) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { t } = useTranslation();
  const format = useFormat();
  const look = useLook(element);
  const activity = useApp((state) => selectPlayer(state).timeline.activity);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (canvas.current === null || context == null || look === undefined || width === 0) return;
    const ratio = window.devicePixelRatio;
    canvas.current.width = Math.round(width * ratio);
    canvas.current.height = Math.round(HEIGHT * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const { axis, shown, whole, cursor } = strip;
    const ticks = ticksIn(shown, axis, width, TICK_PIXELS).map((place) => ({
      place,
      text: axis === 'at' ? format.time(place, place) : t('timeline.stepNumber', { number: place }),
    }));
    drawStrip(context, { activity, axis, stretch: shown, cursor, whole, ticks, width, height: HEIGHT }, look);
  });
  return canvas;
}

/** The moment, how long ago that is, and what has just happened. */
function useValueText({ cursor, isLive }: Strip): string {
  const { t } = useTranslation();
  const format = useFormat();
  const event = useApp((state) => {
    const { timeline, cursor: seq } = selectPlayer(state);
    return seq === 'live' ? undefined : eventAt(timeline, seq);
  });
  const table = useApp(selectTable);
  if (cursor === undefined) return isLive ? t('timeline.atLive') : t('timeline.atEnd');
  return [format.time(table.at, Date.now()), momentText(event, table, t)].filter((part) => part !== '').join(', ');
}

function useDrag(element: React.RefObject<HTMLElement | null>, strip: Strip, width: number) {
  const move = ({ clientX }: PointerEvent) => {
    const left = element.current?.getBoundingClientRect().left ?? 0;
    strip.goTo(xToPlace(strip.shown, width, Math.min(width, Math.max(0, clientX - left))));
  };
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      element.current?.setPointerCapture(event.pointerId);
      move(event);
    },
    onPointerMove: (event: PointerEvent) => {
      if (element.current?.hasPointerCapture(event.pointerId)) move(event);
    },
  };
}

/** The wheel zooms where it points to; with Shift, or sideways, it moves. React's own listener could not prevent the scrolling. */
function useWheel(element: React.RefObject<HTMLElement | null>, strip: Strip, width: number): void {
  useEffect(() => {
    const target = element.current;
    if (target === null) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const sideways = event.shiftKey ? event.deltaY : event.deltaX;
      if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) strip.pan(sideways / width);
      else {
        const x = event.clientX - target.getBoundingClientRect().left;
        strip.zoom(2 ** (-event.deltaY / 300), xToPlace(strip.shown, width, x));
      }
    };
    target.addEventListener('wheel', onWheel, { passive: false });
    return () => target.removeEventListener('wheel', onWheel);
  });
}
