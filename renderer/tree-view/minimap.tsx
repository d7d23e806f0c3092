/** All of the tree in a corner, and in it what the window shows; drag that to look elsewhere. For the hand only: keys walk the tree. */
import { type PointerEvent, type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Scene, ScenePoint } from '#shared/layout/scene';
import { coverOf } from './box';
import { type Look, stateColour } from './look';
import styles from './minimap.module.css';
import { type CssSize, contains, grown, toUnits, type ViewTransform, visibleBounds } from './view-transform';

export interface MinimapHandle {
  /** After each frame: what of the scene is on the screen. */
  follow(view: ViewTransform, size: CssSize): void;
}

interface MinimapProps {
  readonly handle: Ref<MinimapHandle>;
  readonly scene: Scene;
  readonly look: Look | undefined;
  readonly onLookAt: (point: ScenePoint) => void;
}

const WIDTH = 168;
const HEIGHT = 112;
const PADDING = 6;

export function Minimap({ handle, scene, look, onLookAt }: MinimapProps) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const window = useRef<HTMLDivElement>(null);
  const fit = fitOf(scene);
  useImperativeHandle(
    handle,
    () => ({
      follow: (view, size) => {
        if (frame.current === null || window.current === null) return;
        const sight = visibleBounds(view, size);
        const slack = { x: 2 / view.k, y: 2 / view.k };
        const isWhole = contains(grown(sight, slack), scene.bounds);
        frame.current.hidden = isWhole || size.width < 3.5 * WIDTH || size.height < 4 * HEIGHT;
        const left = clamp(sight.left * fit.k + fit.x, WIDTH);
        const top = clamp(sight.top * fit.k + fit.y, HEIGHT);
        const { style } = window.current;
        style.transform = `translate(${left}px, ${top}px)`;
        style.width = `${Math.max(6, clamp(sight.right * fit.k + fit.x, WIDTH) - left)}px`;
        style.height = `${Math.max(6, clamp(sight.bottom * fit.k + fit.y, HEIGHT) - top)}px`;
      },
    }),
    [scene, fit.k, fit.x, fit.y],
  );
  useEffect(() => {
    if (canvas.current !== null && look !== undefined) drawOverview(canvas.current, scene, look);
  }, [scene, look]);
  const lookAt = (event: PointerEvent<HTMLElement>) => {
    if (event.buttons !== 1) return;
    const { left, top } = event.currentTarget.getBoundingClientRect();
    onLookAt(toUnits(fit, { x: event.clientX - left, y: event.clientY - top }));
  };
  return (
    <div
      ref={frame}
      className={styles.minimap}
      style={{ width: WIDTH, height: HEIGHT }}
      title={t('tree.overview')}
      aria-hidden
      hidden
      onPointerDown={(event) => {
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        lookAt(event);
      }}
      onPointerMove={lookAt}
      // d3-zoom listens to the mouse, and a click here is none on the tree.
      onMouseDown={(event) => event.stopPropagation()}
      onClick={(event) => event.stopPropagation()}
    >
      <canvas ref={canvas} className={styles.canvas} />
      <div ref={window} className={styles.window} />
    </div>
  );
}

function fitOf({ bounds }: Scene): ViewTransform {
  const width = Math.max(1, bounds.right - bounds.left);
  const height = Math.max(1, bounds.bottom - bounds.top);
  const k = Math.min((WIDTH - 2 * PADDING) / width, (HEIGHT - 2 * PADDING) / height);
  return {
    k,
    x: WIDTH / 2 - ((bounds.left + bounds.right) / 2) * k,
    y: HEIGHT / 2 - ((bounds.top + bounds.bottom) / 2) * k,
  };
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}

/** At the least a pixel each; zombies and the running stand out. */
function drawOverview(canvas: HTMLCanvasElement, scene: Scene, look: Look): void {
  const ratio = devicePixelRatio;
  canvas.width = WIDTH * ratio;
  canvas.height = HEIGHT * ratio;
  const ctx = canvas.getContext('2d');
  if (ctx === null) return;
  const { k, x, y } = fitOf(scene);
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  for (const node of scene.nodes.values()) {
    const { left, top, right, bottom } = coverOf(node);
    const isPlain = node.process.state === 'sleeping' || node.process.state === 'idle';
    ctx.fillStyle = isPlain ? look.edge : stateColour(look, node.process.state);
    ctx.fillRect(left * k + x, top * k + y, Math.max(1, (right - left) * k), Math.max(1, (bottom - top) * k - 0.5));
  }
}
