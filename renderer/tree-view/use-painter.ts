import { type RefObject, useState } from 'react';
import type { SceneBounds } from '#shared/layout/scene';
import { selectFrozenMoment } from '../store/selectors';
import { useApp } from '../store/use-app';
import { departuresAt, placeAt } from './animate-scene';
import { detailAt } from './detail-level';
import { drawTree } from './draw-tree';
import type { Look } from './look';
import type { MinimapHandle } from './minimap';
import { nextFrameIn } from './next-frame';
import type { Picture } from './picture';
import type { Frame } from './tree-canvas';
import { useTextFitter } from './use-text-fitter';
import { contains, grown, snapped, type ViewTransform, visibleBounds } from './view-transform';
import { type Viewport, viewOf } from './viewport';

type Brush = Pick<Picture, 'words' | 'highlight'> & { readonly look: Look | undefined };

interface Painter {
  readonly draw: (ctx: CanvasRenderingContext2D, frame: Frame) => number;
  /** The part of the scene that gets elements: what is in sight and as much around it. */
  readonly itemBounds: SceneBounds;
}

const nothing: SceneBounds = { left: 0, top: 0, right: 0, bottom: 0 };

/** Draws a frame: the canvas, and in step with it the layer of elements over it. */
export function usePainter(
  viewport: RefObject<Viewport>,
  layer: RefObject<HTMLElement | null>,
  minimap: RefObject<MinimapHandle | null>,
  { look, words, highlight }: Brush,
): Painter {
  const [itemBounds, setItemBounds] = useState(nothing);
  const fitText = useTextFitter();
  const fadeMs = useApp((state) => state.fadeMs);
  const frozen = useApp(selectFrozenMoment);

  const draw: Painter['draw'] = (ctx, { size, pixelRatio, time: frameTime }) => {
    const { motion, isFramed } = viewport.current;
    if (look === undefined || !isFramed) return Number.POSITIVE_INFINITY;
    const view = snapped(viewOf(viewport.current), pixelRatio);
    const time = frozen ?? Date.now();
    const placeOf: Picture['placeOf'] = (node) => placeAt(motion, node, frameTime);
    const departures = departuresAt(motion, frameTime);
    const { scene } = motion;
    const picture = { scene, placeOf, departures, view, size, look, words, fitText, highlight, time, fadeMs };
    const unrest = drawTree(ctx, picture);
    placeLayer(layer.current, view);
    minimap.current?.follow(view, size);
    const bounds = boundsFor(visibleBounds(view, size), itemBounds);
    if (bounds !== itemBounds) setItemBounds(bounds);
    return nextFrameIn({ unrest, restsIn: motion.restsAt - frameTime, isFrozen: frozen !== undefined, time });
  };
  return { draw, itemBounds };
}

function placeLayer(layer: HTMLElement | null, { k, x, y }: ViewTransform): void {
  if (layer === null) return;
  layer.style.transform = `translate(${x}px, ${y}px) scale(${k})`;
  layer.toggleAttribute('data-far', detailAt(k).detailAlpha === 0);
}

/** The same bounds as long as they hold what is in sight and not very much more. */
function boundsFor(sight: SceneBounds, current: SceneBounds): SceneBounds {
  const width = sight.right - sight.left;
  const height = sight.bottom - sight.top;
  const isFar = current.right - current.left > 4 * width;
  return contains(current, sight) && !isFar ? current : grown(sight, { x: width / 2, y: height / 2 });
}
