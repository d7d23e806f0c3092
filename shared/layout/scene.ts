/**
 * A scene is the tree as coordinates: what to draw and what can be hit, in scene units (CSS pixels at zoom 1).
 * It knows nothing of canvas, colour or time.
 */
import type { ProcessId, ProcessRecord } from '#shared/model/process';

export const CARD_WIDTH = 192;
export const CARD_HEIGHT = 44;
/** Room above an orphan's card for the words about the parent it lost. */
export const LABEL_HEIGHT = 16;

/** Left to right, top down, rings around the root, or areas in proportion to what a subtree uses. */
export const layoutKinds = ['right', 'down', 'radial', 'icicle'] as const;
export type LayoutKind = (typeof layoutKinds)[number];

/** What the areas of the icicle stand for. */
export const icicleMeasures = ['cpu', 'memory'] as const;
export type IcicleMeasure = (typeof icicleMeasures)[number];

export interface ScenePoint {
  readonly x: number;
  readonly y: number;
}

/**
 * Where a card lies: `x`, `y` is the top left corner before it is turned by `angle` (radians, clockwise) around its
 * middle. Its children are on the side `outward`, as the card itself sees it.
 */
export interface SceneBox extends ScenePoint {
  readonly width: number;
  readonly height: number;
  readonly angle: number;
  readonly outward: 'right' | 'left' | 'bottom';
}

/** Processor share (1 is one core) and resident memory, of a process and all below it, as far as they are known. */
export interface Sums {
  readonly cpu: number | undefined;
  readonly rssBytes: number | undefined;
}

/** A card. */
export interface SceneNode extends SceneBox {
  readonly id: ProcessId;
  readonly process: ProcessRecord;
  /** The card it hangs on; undefined for a root. */
  readonly parent: ProcessId | undefined;
  /** 1 for a root, as aria-level counts. */
  readonly level: number;
  /** Place among its siblings, from 1, and how many there are (aria-posinset, aria-setsize). */
  readonly position: number;
  readonly siblings: number;
  readonly childCount: number;
  readonly folded: boolean;
  /** Living processes hidden below it when folded, or beside it when it stands for identical siblings. */
  readonly hiddenCount: number;
  /** The identical siblings it stands for, itself first; empty for an ordinary card. */
  readonly merged: readonly ProcessId[];
  /** One of identical siblings that were taken apart by hand, and could be one card again. */
  readonly apart: boolean;
  /** Of all that a folded or merged card stands for, and of each area of an icicle. */
  readonly sums: Sums | undefined;
  /** A ghost that stays after its fade, because an orphan of its own or another such ghost is in the picture. */
  readonly lingers: boolean;
}

/** `lost` leads from an orphan to the ghost of the parent it had. */
type SceneEdgeKind = 'child' | 'adopted' | 'lost';

export interface SceneEdge {
  readonly kind: SceneEdgeKind;
  readonly from: ProcessId;
  readonly to: ProcessId;
}

export interface SceneBounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Nodes are in reading order: a parent before its children, elder siblings before younger ones. */
export interface Scene {
  readonly layout: LayoutKind;
  readonly nodes: ReadonlyMap<ProcessId, SceneNode>;
  readonly bounds: SceneBounds;
  /** Into how many the circle of the rings is cut; undefined for other layouts. */
  readonly slots?: number;
}

export const emptyScene: Scene = {
  layout: 'right',
  nodes: new Map(),
  bounds: { left: 0, top: 0, right: 0, bottom: 0 },
};
