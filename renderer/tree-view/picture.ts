import type { Scene, SceneNode } from '#shared/layout/scene';
import type { ProcessId } from '#shared/model/process';
import type { Place } from './animate-scene';
import type { CardWords } from './card-text';
import type { FitText } from './fit-text';
import type { Look } from './look';
import type { CssSize, ViewTransform } from './view-transform';

/** Everything a frame is drawn from; the same picture always gives the same drawing. */
export interface Picture {
  readonly scene: Scene;
  /** Where a node is at this moment: on its way, or where the scene says. */
  readonly placeOf: (node: SceneNode) => Place;
  readonly departures: readonly { readonly node: SceneNode; readonly place: Place }[];
  /** From scene units to CSS pixels. */
  readonly view: ViewTransform;
  readonly size: CssSize;
  readonly look: Look;
  readonly words: CardWords;
  readonly fitText: FitText;
  readonly highlight: Highlight;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** For how long the new glow and the gone fade. */
  readonly fadeMs: number;
}

export interface Highlight {
  readonly selected: ProcessId | undefined;
  /** The card the keyboard is on, while it is. */
  readonly focused: ProcessId | undefined;
  readonly runMembers: ReadonlySet<ProcessId>;
  /** While a run is on, the rest steps back. */
  readonly dimOthers: boolean;
  /** Of each process of a program being stepped, its own colour; empty elsewhere. */
  readonly colours: ReadonlyMap<ProcessId, string>;
  /** What a query has found: those shown with them only for their place step back. Undefined without a query. */
  readonly matches: ReadonlySet<ProcessId> | undefined;
}

/** Something that has just happened, from 0 to 1. */
export interface Pulse {
  readonly kind: 'exec' | 'zombie' | 'reaped' | 'adopted';
  readonly progress: number;
}

/** A node as this moment shows it. */
export interface Sight {
  readonly node: SceneNode;
  readonly place: Place;
  readonly alpha: number;
  /** Of the ring around the new, 0 when it is not new. */
  readonly glow: number;
}
