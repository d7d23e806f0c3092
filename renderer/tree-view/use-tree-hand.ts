import type { MouseEvent } from 'react';
import type { Scene, ScenePoint } from '#shared/layout/scene';
import type { ProcessId } from '#shared/model/process';
import { useAppStore } from '../store/use-app';
import { type Hit, hitTest } from './hit-test';
import type { Picking } from './picking';

interface TreeHand {
  readonly scene: Scene;
  /** From CSS pixels of the view to the scene. */
  readonly pointOf: (pixel: ScenePoint) => ScenePoint;
  readonly onClick: () => void;
  readonly fold: (id: ProcessId, folded: boolean) => void;
  readonly setActive: (id: ProcessId) => void;
  readonly picking: Picking | undefined;
}

/** A click selects or folds, a double one looks at the subtree alone, unless each click does something already. */
export function useTreeHand({ scene, pointOf, onClick, fold, setActive, picking }: TreeHand) {
  const store = useAppStore();
  return {
    onClick: (event: MouseEvent<HTMLElement>) => {
      onClick();
      const { left, top } = event.currentTarget.getBoundingClientRect();
      const hit = itemHit(event.target) ?? hitTest(scene, pointOf({ x: event.clientX - left, y: event.clientY - top }));
      if (hit === undefined || hit.part === 'card') store.getState().select(hit?.id);
      else fold(hit.id, scene.nodes.get(hit.id)?.folded === false);
      if (hit === undefined) return;
      setActive(hit.id);
      if (hit.part === 'card') picking?.pick(hit.id);
    },
    onDoubleClick: (event: MouseEvent<HTMLElement>) => {
      const hit = itemHit(event.target);
      if (hit?.part === 'card' && picking?.hintOf(hit.id) === undefined) store.getState().focusOn(hit.id);
    },
  };
}

/** The element that was clicked may be one of the tree's; a click by an assistive tool has no place of its own. */
export function itemHit(target: EventTarget): Hit | undefined {
  if (!(target instanceof Element)) return undefined;
  const id = target.closest<HTMLElement>('[data-process]')?.dataset.process;
  if (id === undefined) return undefined;
  return { id: id as ProcessId, part: target.closest('[data-part="fold"]') === null ? 'card' : 'fold' };
}
