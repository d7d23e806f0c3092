import { type RefObject, useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Scene, SceneNode, ScenePoint } from '#shared/layout/scene';
import type { ProcessId } from '#shared/model/process';
import { selectIsFocusLost, selectScene } from '../store/selectors';
import { useApp, useAppStore } from '../store/use-app';
import { besideDrawer, panIntoView } from './camera';
import { cardOf } from './card-of';
import { hitTest } from './hit-test';
import { HoverCard } from './hover-card';
import { Minimap, type MinimapHandle } from './minimap';
import type { Picking } from './picking';
import { type CanvasHandle, TreeCanvas } from './tree-canvas';
import { TreeItems } from './tree-items';
import styles from './tree-view.module.css';
import { useActive } from './use-active';
import { forgetWish, selectHasDrawer, useCamera } from './use-camera';
import { useHighlight } from './use-highlight';
import { type Hover, useHover } from './use-hover';
import { useLook } from './use-look';
import { useMotion } from './use-motion';
import { usePainter } from './use-painter';
import { itemHit, useTreeHand } from './use-tree-hand';
import { useTreeKeys } from './use-tree-keys';
import { useWords } from './use-words';
import { useZoom, type Zoom } from './use-zoom';
import { type CssSize, toUnits, withOffset, withoutOffset } from './view-transform';
import { createViewport, type Viewport, viewOf } from './viewport';

export interface TreeViewProps {
  /** In the lab, of each process its own. */
  readonly colours?: ReadonlyMap<ProcessId, string>;
  readonly picking?: Picking;
}

/** The live process tree: drawn on a canvas, walked and read through elements that lie over it. */
export function TreeView({ colours, picking }: TreeViewProps) {
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
  const highlight = useHighlight(scene, isKeyboard ? active : undefined, colours);
  const hasMinimap = useApp((state) => state.minimap);
  const minimap = useRef<MinimapHandle>(null);
  const hovering = useHover(
    (event, at) => (itemHit(event.target) ?? hitTest(scene, toUnits(viewOf(viewport.current), at)))?.id,
  );
  useLostFocus();

  useMotion(viewport, scene, selected, touched);
  const zoom = useZoom(view, viewport, {
    onMove: () => canvas.current?.redraw(),
    onGesture: () => {
      hovering.end();
      viewport.current.keeps = undefined;
      forgetWish(store.getState().cameraWish);
    },
  });
  // A run in the lab is kept in the picture as it grows.
  useCamera(viewport, zoom, scene, size, colours !== undefined);
  useDrawer(viewport, zoom, selected === undefined ? undefined : cardOf(scene, selected));
  const { draw, itemBounds } = usePainter(viewport, layer, minimap, { look, words, highlight });

  const resize = useCallback((now: CssSize) => {
    viewport.current.size = now;
    setSize(now);
  }, []);

  const fold = (id: ProcessId, folded: boolean) => {
    touched.current = id;
    const node = scene.nodes.get(id);
    if (node?.parent !== undefined && node.merged.length > 0) store.getState().setApart(node.parent, true);
    else store.getState().setFolded(id, folded);
  };

  const goTo = (id: ProcessId) => {
    setKeyboard(true);
    setActive(id);
    const node = scene.nodes.get(id);
    if (node !== undefined) panTo(viewport.current, zoom, node, selectHasDrawer(store.getState()));
  };

  const onKeyDown = useTreeKeys({ scene, active, goTo, fold, picking });

  const hand = useTreeHand({
    scene,
    pointOf: (pixel) => toUnits(viewOf(viewport.current), pixel),
    onClick: () => {
      setKeyboard(false);
      hovering.end();
    },
    fold,
    setActive,
    picking,
  });

  return (
    <div
      ref={view}
      role="presentation"
      className={styles.view}
      {...hand}
      onPointerMove={hovering.onPointerMove}
      onPointerLeave={hovering.end}
    >
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
      {hasMinimap && (
        <Minimap
          handle={minimap}
          scene={scene}
          look={look}
          onLookAt={(point) => lookAt(viewport.current, zoom, point)}
        />
      )}
      <Hovered hover={hovering.hover} scene={scene} size={size} picking={picking} />
    </div>
  );
}

interface HoveredProps {
  readonly hover: Hover | undefined;
  readonly scene: Scene;
  readonly size: CssSize | undefined;
  readonly picking: Picking | undefined;
}

/** The card may have gone from under the pointer. */
function Hovered({ hover, scene, size, picking }: HoveredProps) {
  const node = hover === undefined ? undefined : scene.nodes.get(hover.id);
  if (hover === undefined || node === undefined || size === undefined) return null;
  return <HoverCard node={node} at={hover.at} size={size} hint={picking?.hintOf(hover.id)} />;
}

/** Turns the camera so that a point of the scene is in the middle. */
function lookAt(viewport: Viewport, zoom: Zoom, point: ScenePoint): void {
  const { k } = viewOf(viewport);
  const { width, height } = viewport.size;
  viewport.keeps = undefined;
  const target = { k, x: width / 2 - point.x * k, y: height / 2 - point.y * k };
  zoom.moveTo(withoutOffset(target, viewport.motion.offset), false);
}

/** As little as brings a card into sight. */
function panTo(viewport: Viewport, zoom: Zoom, node: SceneNode, hasDrawer: boolean): void {
  const { offset } = viewport.motion;
  const before = withOffset(zoom.goal(), offset);
  const target = panIntoView(node, besideDrawer(viewport.size, hasDrawer), before);
  if (target.x !== before.x || target.y !== before.y) viewport.keeps = undefined;
  zoom.moveTo(withoutOffset(target, offset), true);
}

/** The drawer may open over the very card it tells of. */
function useDrawer(viewport: RefObject<Viewport>, zoom: Zoom, selected: SceneNode | undefined): void {
  const hasDrawer = useApp(selectHasDrawer);
  const onOpen = useEffectEvent(() => {
    if (selected !== undefined && viewport.current.isFramed) panTo(viewport.current, zoom, selected, true);
  });
  useEffect(() => {
    if (hasDrawer) onOpen();
  }, [hasDrawer]);
}

/** When what is looked at alone is no more, everything is looked at again. */
function useLostFocus(): void {
  const isLost = useApp(selectIsFocusLost);
  const focusOn = useApp((state) => state.focusOn);
  useEffect(() => {
    if (isLost) focusOn(undefined);
  }, [isLost, focusOn]);
}
