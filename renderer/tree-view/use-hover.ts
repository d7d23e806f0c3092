import { type PointerEvent, useEffect, useRef, useState } from 'react';
import type { ScenePoint } from '#shared/layout/scene';
import type { ProcessId } from '#shared/model/process';

/** A pointer on its way shows nothing. */
const REST_MS = 400;

export interface Hover {
  readonly id: ProcessId;
  readonly at: ScenePoint;
}

interface HoverState {
  readonly hover: Hover | undefined;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly end: () => void;
}

/** The card that the pointer rests on; `find` gives the card at a point of the view. */
export function useHover(
  find: (event: PointerEvent<HTMLElement>, at: ScenePoint) => ProcessId | undefined,
): HoverState {
  const [hover, setHover] = useState<Hover>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const end = () => {
    clearTimeout(timer.current);
    setHover(undefined);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const at = { x: event.clientX - left, y: event.clientY - top };
    const id = event.buttons === 0 && event.pointerType === 'mouse' ? find(event, at) : undefined;
    if (hover !== undefined && id === hover.id) return;
    end();
    if (id !== undefined) timer.current = setTimeout(() => setHover({ id, at }), REST_MS);
  };
  return { hover, onPointerMove, end };
}
