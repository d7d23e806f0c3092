/** The only user of d3-selection and d3-zoom: the wheel zooms at the pointer, dragging pans, the transform is in a ref. */
import { easeCubicOut, select, type ZoomBehavior, zoom, zoomIdentity } from 'd3';
import { type RefObject, useEffect, useEffectEvent, useMemo, useRef } from 'react';
import type { SceneBounds } from '#shared/layout/scene';
import { useMediaQuery } from '../ui/use-media-query';
import { keepInSight, MAX_SCALE } from './camera';
import type { ViewTransform } from './view-transform';
import type { Viewport } from './viewport';

const MOVE_MS = 250;
/** CSS pixels; a hand that clicks may tremble. */
const CLICK_DISTANCE = 4;

export interface Zoom {
  /** To a transform of world units. */
  moveTo(target: ViewTransform, animated: boolean): void;
  /** Where the camera is going, or stands. */
  goal(): ViewTransform;
  /** How far out the hand may zoom, and what must stay in sight, in world units. */
  limit(leastScale: number, bounds: SceneBounds): void;
}

interface ZoomEvents {
  readonly onMove: () => void;
  /** By hand, not by a wish. */
  readonly onGesture: () => void;
}

export function useZoom(
  element: RefObject<HTMLElement | null>,
  viewport: RefObject<Viewport>,
  events: ZoomEvents,
): Zoom {
  const behaviour = useMemo(createBehaviour, []);
  const goal = useRef<ViewTransform>(undefined);
  const isStill = useMediaQuery('(prefers-reduced-motion: reduce)');
  const onZoom = useEffectEvent((camera: ViewTransform, byHand: boolean) => {
    viewport.current.camera = camera;
    if (byHand) {
      goal.current = undefined;
      events.onGesture();
    }
    events.onMove();
  });
  useEffect(() => {
    if (element.current === null) return;
    const target = select(element.current);
    behaviour.on('zoom', ({ transform, sourceEvent }) => onZoom(transform, Boolean(sourceEvent)));
    target.call(behaviour).on('dblclick.zoom', null);
    return () => {
      target.interrupt().on('.zoom', null);
    };
  }, [behaviour, element]);
  return useMemo<Zoom>(
    () => ({
      moveTo: ({ k, x, y }, animated) => {
        if (element.current === null) return;
        goal.current = { k, x, y };
        const target = select(element.current);
        const transform = zoomIdentity.translate(x, y).scale(k);
        if (!animated || isStill) behaviour.transform(target, transform);
        else behaviour.transform(target.transition().duration(MOVE_MS).ease(easeCubicOut), transform);
      },
      goal: () => goal.current ?? viewport.current.camera,
      limit: (leastScale, { left, top, right, bottom }) => {
        behaviour.scaleExtent([leastScale, MAX_SCALE]).translateExtent([
          [left, top],
          [right, bottom],
        ]);
      },
    }),
    [behaviour, element, viewport, isStill],
  );
}

function createBehaviour(): ZoomBehavior<HTMLElement, unknown> {
  return zoom<HTMLElement, unknown>()
    .clickDistance(CLICK_DISTANCE)
    .constrain((transform, [[x0, y0], [x1, y1]], [[left, top], [right, bottom]]) => {
      const kept = keepInSight(transform, { width: x1 - x0, height: y1 - y0 }, { left, top, right, bottom });
      return zoomIdentity.translate(kept.x, kept.y).scale(kept.k);
    });
}
