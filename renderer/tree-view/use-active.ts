import { useLayoutEffect, useRef, useState } from 'react';
import type { Scene } from '#shared/layout/scene';
import type { ProcessId } from '#shared/model/process';
import { survivor } from './animate-scene';

/** Where the keyboard is in the tree. It follows the selection; when its process goes, the parent takes over. */
export function useActive(
  scene: Scene,
  selected: ProcessId | undefined,
): readonly [active: ProcessId | undefined, setActive: (id: ProcessId) => void] {
  const [active, setActive] = useState<ProcessId>();
  const before = useRef(scene);
  useLayoutEffect(() => {
    if (selected !== undefined) setActive(selected);
  }, [selected]);
  useLayoutEffect(() => {
    if (active !== undefined && !scene.nodes.has(active)) setActive(survivor(active, before.current, scene));
    before.current = scene;
  }, [scene, active]);
  const [first] = scene.nodes.keys();
  return [active !== undefined && scene.nodes.has(active) ? active : first, setActive];
}
