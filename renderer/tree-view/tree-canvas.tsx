import { type Ref, type RefObject, useEffect, useEffectEvent, useImperativeHandle, useMemo, useRef } from 'react';
import { createFrames } from './frames';
import styles from './tree-view.module.css';
import type { CssSize } from './view-transform';

export interface CanvasHandle {
  redraw(): void;
}

export interface Frame {
  readonly size: CssSize;
  /** Device pixels for each CSS pixel. */
  readonly pixelRatio: number;
  /** Milliseconds of the frame clock (performance.now). */
  readonly time: number;
}

interface TreeCanvasProps {
  readonly handle: Ref<CanvasHandle>;
  /** Draws in CSS pixels on an empty canvas; returns when to draw again (see `createFrames`). */
  readonly draw: (ctx: CanvasRenderingContext2D, frame: Frame) => number;
  readonly onResize: (size: CssSize) => void;
}

/** Owns the canvas's size, its pixel ratio, and when it is drawn. A render of this component is a change: one frame. */
export function TreeCanvas({ handle, draw, onResize }: TreeCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawFrame = useEffectEvent((time: number) => {
    const ctx = canvas.current?.getContext('2d');
    if (canvas.current === null || ctx === null || ctx === undefined) return Number.POSITIVE_INFINITY;
    const { clientWidth: width, clientHeight: height } = canvas.current;
    if (width === 0 || height === 0) return Number.POSITIVE_INFINITY;
    const pixelRatio = canvas.current.width / width;
    ctx.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
    ctx.clearRect(0, 0, width, height);
    return draw(ctx, { size: { width, height }, pixelRatio, time });
  });
  const frames = useMemo(() => createFrames((time) => drawFrame(time)), []);
  useImperativeHandle(handle, () => ({ redraw: frames.request }), [frames]);
  useEffect(() => frames.request());
  useEffect(() => frames.stop, [frames]);
  useSize(canvas, (size) => {
    onResize(size);
    // At once: the new size has emptied the canvas, and an empty frame would flicker.
    frames.flush();
  });
  return <canvas ref={canvas} className={styles.canvas} />;
}

/** The device's own pixels where the browser tells them, else rounded ones; measured anew when the ratio changes. */
function useSize(canvas: RefObject<HTMLCanvasElement | null>, onChange: (size: CssSize) => void): void {
  const report = useEffectEvent(onChange);
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width, height } = entry.contentRect;
      const device = entry.devicePixelContentBoxSize?.[0];
      element.width = device?.inlineSize ?? Math.round(width * devicePixelRatio);
      element.height = device?.blockSize ?? Math.round(height * devicePixelRatio);
      report({ width, height });
    });
    let ratio: MediaQueryList | undefined;
    const observe = () => {
      observer.unobserve(element);
      observer.observe(element, { box: 'device-pixel-content-box' });
      ratio?.removeEventListener('change', observe);
      ratio = window.matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
      ratio.addEventListener('change', observe);
    };
    observe();
    return () => {
      observer.disconnect();
      ratio?.removeEventListener('change', observe);
    };
  }, [canvas]);
}
