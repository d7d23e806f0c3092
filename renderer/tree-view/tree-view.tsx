import { type MouseEvent, useCallback, useRef, useState } from 'react';
import type { ProcessId } from '#shared/model/process';
import { selectScene } from '../store/selectors';
import { useApp, useAppStore } from '../store/use-app';
import { panIntoView } from './camera';
import { type Hit, hitTest } from './hit-test';
import { type CanvasHandle, TreeCanvas } from './tree-canvas';
import { TreeItems } from './tree-items';
import styles from './tree-view.module.css';
import { useActive } from './use-active';
import { forgetWish, useCamera } from './use-camera';
import { useHighlight } from './use-highlight';
import { useLook } from './use-look';
import { useMotion } from './use-motion';
import { usePainter } from './use-painter';
import { useTreeKeys } from './use-tree-keys';
import { useWords } from './use-words';
import { useZoom } from './use-zoom';
import { type CssSize, toUnits, withOffset, withoutOffset } from './view-transform';
import { createViewport, viewOf } from './viewport';

/** The live process tree: drawn on a canvas, walked and read through elements that lie over it. */
export function TreeView() {
  const store = useAppStore();
  const scene = useApp(selectScene);
  const selected = useApp((state) => state.selected);
  const view = useRef<HTMLDivElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const canvas = useRef<CanvasHandle>(null);
  const viewport = useRef(createViewport());
  const touched = useRef<ProcessId>(undefined);
  const [size, setSize] = useState<CssSize>();
  const [isKeyboard, setKeyboard] = useState(false);
  const [active, setActive] = useActive(scene, selected);
  const words = useWords();
  const look = useLook(view);
  const highlight = useHighlight(isKeyboard ? active : undefined);

  useMotion(viewport, scene, selected, touched);
  const zoom = useZoom(view, viewport, {
    onMove: () => canvas.current?.redraw(),
    onGesture: () => forgetWish(store.getState().cameraWish),
  });
  useCamera(viewport, zoom, scene, size);
  const { draw, itemBounds } = usePainter(viewport, layer, { look, words, highlight });

  const resize = useCallback((now: CssSize) => {
    viewport.current.size = now;
    setSize(now);
  }, []);

  const fold = (id: ProcessId, folded: boolean) => {
    touched.current = id;
    store.getState().setFolded(id, folded);
  };

  const goTo = (id: ProcessId) => {
    setKeyboard(true);
    setActive(id);
    const node = scene.nodes.get(id);
    if (node === undefined) return;
    const { offset } = viewport.current.motion;
    zoom.moveTo(withoutOffset(panIntoView(node, viewport.current.size, withOffset(zoom.goal(), offset)), offset), true);
  };

  const onKeyDown = useTreeKeys({ scene, active, goTo, fold });

  const onClick = (event: MouseEvent<HTMLElement>) => {
    setKeyboard(false);
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const pixel = { x: event.clientX - left, y: event.clientY - top };
    const hit = itemHit(event.target) ?? hitTest(scene, toUnits(viewOf(viewport.current), pixel));
    if (hit === undefined || hit.part === 'card') store.getState().select(hit?.id);
    else fold(hit.id, scene.nodes.get(hit.id)?.folded === false);
    if (hit !== undefined) setActive(hit.id);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the tree inside has the roles and the keys
    <div ref={view} role="presentation" className={styles.view} onClick={onClick}>
      <TreeCanvas handle={canvas} draw={draw} onResize={resize} />
      {scene.nodes.size > 0 && (
        <TreeItems
          scene={scene}
          bounds={itemBounds}
          selected={selected}
          active={active}
          words={words}
          layer={layer}
          onKeyDown={onKeyDown}
          onKeyboard={setKeyboard}
        />
      )}
    </div>
  );
}

/** The element that was clicked may be one of the tree's; a click by an assistive tool has no place of its own. */
function itemHit(target: EventTarget): Hit | undefined {
  if (!(target instanceof Element)) return undefined;
  const id = target.closest<HTMLElement>('[data-process]')?.dataset.process;
  if (id === undefined) return undefined;
  return { id: id as ProcessId, part: target.closest('[data-part="fold"]') === null ? 'card' : 'fold' };
}
