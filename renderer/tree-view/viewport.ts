import { emptyScene, type SceneBounds } from '#shared/layout/scene';
import { type Motion, stillMotion } from './animate-scene';
import { type CssSize, type ViewTransform, visibleBounds, withOffset } from './view-transform';

/** What changes between two renders: where the camera is, and where the scene is on its way to. Kept in a ref. */
export interface Viewport {
  /** From world units to CSS pixels. */
  camera: ViewTransform;
  motion: Motion;
  size: CssSize;
  /** False until the camera has been turned to the first scene: nothing is drawn before. */
  isFramed: boolean;
  /** What the camera goes on showing; undefined once a hand, or a wish for something else, has moved it. */
  keeps: Keeps | undefined;
  /** Was any of the tree in sight when the last scene came? A hand may turn the camera to an empty part. */
  showsSome: boolean;
}

export type Keeps = 'home' | 'fit';

export function createViewport(): Viewport {
  return {
    camera: { k: 1, x: 0, y: 0 },
    motion: stillMotion(emptyScene),
    size: { width: 0, height: 0 },
    isFramed: false,
    keeps: 'home',
    showsSome: false,
  };
}

/** From scene units to CSS pixels. */
export function viewOf({ camera, motion }: Viewport): ViewTransform {
  return withOffset(camera, motion.offset);
}

/** What is on the screen, in scene units. */
export function sightOfScene(viewport: Viewport): SceneBounds {
  return visibleBounds(viewOf(viewport), viewport.size);
}
