import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { Scene } from '#shared/layout/scene';
import type { ProcessId } from '#shared/model/process';
import { useMediaQuery } from '../ui/use-media-query';
import { chooseAnchor } from './anchor';
import { nextMotion, offsetFor, stillMotion, survivor } from './animate-scene';
import { sightOfScene, type Viewport } from './viewport';

/**
 * Sets out for each new scene, so that what the person holds on to stays where it is. `touched` is the card whose fold
 * was just changed: it holds for one scene.
 */
export function useMotion(
  viewport: RefObject<Viewport>,
  scene: Scene,
  selected: ProcessId | undefined,
  touched: RefObject<ProcessId | undefined>,
): void {
  const heir = useRef<{ readonly of: ProcessId | undefined; readonly id: ProcessId | undefined }>(undefined);
  const isStill = useMediaQuery('(prefers-reduced-motion: reduce)');
  useLayoutEffect(() => {
    const { motion } = viewport.current;
    if (motion.scene === scene) return;
    const time = performance.now();
    const held = heir.current?.of === selected ? heir.current?.id : selected;
    const holds = [touched.current, survivor(held, motion.scene, scene)];
    const anchor = chooseAnchor(motion, scene, holds, sightOfScene(viewport.current), time);
    const isJump = isStill || motion.scene.nodes.size === 0;
    viewport.current.motion = isJump
      ? stillMotion(scene, offsetFor(motion, scene, anchor, time))
      : nextMotion(motion, scene, anchor, time);
    heir.current = { of: selected, id: survivor(held, motion.scene, scene) ?? selected };
    touched.current = undefined;
  }, [viewport, scene, selected, touched, isStill]);
}
