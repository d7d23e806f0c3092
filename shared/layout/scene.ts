/**
 * A scene is the tree as coordinates: what to draw and what can be hit, in scene units (CSS pixels at zoom 1).
 * It knows nothing of canvas, colour or time.
 */
import type { ProcessId, ProcessRecord } from '#shared/model/process';

export const CARD_WIDTH = 192;
export const CARD_HEIGHT = 44;
/** Room above an orphan's card for the words about the parent it lost. */
export const LABEL_HEIGHT = 16;

export interface ScenePoint {
  readonly x: number;
  readonly y: number;
}

/** A card; `x`, `y` is its top left corner. */
export interface SceneNode extends ScenePoint {
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
  /** Living processes hidden below it when folded. */
  readonly hiddenCount: number;
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

/** Nodes are in reading order: top to bottom, a parent before its children. */
export interface Scene {
  readonly nodes: ReadonlyMap<ProcessId, SceneNode>;
  readonly edges: readonly SceneEdge[];
  readonly bounds: SceneBounds;
}
