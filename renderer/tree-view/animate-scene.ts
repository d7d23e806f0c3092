/**
 * Movement between two scenes, as a pure function of time. Nodes are matched by process id: who moved glides, who is
 * new grows out of its nearest ancestor that was there, who is no longer shown draws back into it. The card of identical
 * siblings is one card, whichever of them it is named after; who leaves it or joins it grows or draws back there.
 *
 * The anchor keeps its place on the screen. Instead of moving the camera (a drag may be under way), the scene itself
 * lies in the world with an offset, and a new scene gets the offset that leaves the anchor where it is:
 *
 *   offset' = (scene + offset)[anchor] − scene'[anchor]
 */
import { easeCubicOut } from 'd3';
import type { Scene, SceneNode, ScenePoint } from '#shared/layout/scene';
import type { ProcessId } from '#shared/model/process';
import type { Shape } from './box';
import { cardOf } from './card-of';
import type { Pulse } from './picture';
import { between, isNear, minus, nowhere, plus } from './points';
import { PULSE_MS, type Pulses, pulseOf, pulsesTo } from './pulses';

export const GLIDE_MS = 250;

/** Where a card is at a moment, in scene units. */
export interface Place extends ScenePoint {
  /** 0: not there yet, or not any more; 1: fully there. */
  readonly presence: number;
  /** While an adoption swings the edge over: how far the edge's near end is still off the new parent. */
  readonly swing?: ScenePoint;
  /** While it takes on another size or turns. */
  readonly shape?: Shape;
  /** Shortly after something has happened to it. */
  readonly pulse?: Pulse;
}

/** On its way to where the scene says. All points here are in world units, which no change of scene shifts. */
interface Glide {
  readonly from: ScenePoint;
  /** Undefined when it has its shape already. */
  readonly shape: Shape | undefined;
  readonly grows: boolean;
  /** The way from the new parent's place back to the old one's. */
  readonly swing: ScenePoint | undefined;
  readonly startedAt: number;
}

interface Departure {
  readonly node: SceneNode;
  readonly from: ScenePoint;
  readonly to: ScenePoint;
  readonly startedAt: number;
}

/** Times are in milliseconds of any one steady clock. */
export interface Motion {
  readonly scene: Scene;
  readonly offset: ScenePoint;
  readonly glides: ReadonlyMap<ProcessId, Glide>;
  readonly departures: readonly Departure[];
  readonly pulses: Pulses;
  /** When all is at rest. */
  readonly restsAt: number;
}

export function stillMotion(scene: Scene, offset: ScenePoint = nowhere): Motion {
  return { scene, offset, glides: new Map(), departures: [], pulses: new Map(), restsAt: 0 };
}

/** Where the node of `motion.scene` is at `time`. */
export function placeAt(motion: Motion, node: SceneNode, time: number): Place {
  const glide = motion.glides.get(node.id);
  const progress = glide === undefined ? 1 : progressAt(glide.startedAt, time);
  const pulse = pulseOf(motion.pulses, node.id, time);
  const pulsing = pulse === undefined ? undefined : { pulse };
  if (glide === undefined || progress >= 1) return { x: node.x, y: node.y, presence: 1, ...pulsing };
  const eased = easeCubicOut(progress);
  const at = between(minus(glide.from, motion.offset), node, eased);
  const presence = glide.grows ? progress : 1;
  return {
    ...at,
    presence,
    ...pulsing,
    ...(glide.swing !== undefined && { swing: between(glide.swing, nowhere, eased) }),
    ...(glide.shape !== undefined && { shape: betweenShapes(glide.shape, node, eased) }),
  };
}

/** What is turned by half looks the same: the way round is never more than a quarter. */
function betweenShapes(from: Shape, to: Shape, share: number): Shape {
  const turn = to.angle - from.angle;
  const way = turn - Math.PI * Math.round(turn / Math.PI);
  return {
    width: from.width + (to.width - from.width) * share,
    height: from.height + (to.height - from.height) * share,
    angle: to.angle - way * (1 - share),
  };
}

function sameShape(a: Shape, b: Shape): boolean {
  return Math.abs(a.width - b.width) < 0.5 && Math.abs(a.height - b.height) < 0.5 && Math.abs(a.angle - b.angle) < 1e-3;
}

/** Those who are leaving, and where they are at `time`. */
export function departuresAt(
  motion: Motion,
  time: number,
): readonly { readonly node: SceneNode; readonly place: Place }[] {
  return motion.departures.flatMap(({ node, from, to, startedAt }) => {
    const progress = progressAt(startedAt, time);
    if (progress >= 1) return [];
    const at = between(minus(from, motion.offset), minus(to, motion.offset), easeCubicOut(progress));
    return [{ node, place: { ...at, presence: 1 - progress } }];
  });
}

/** The motion from where everything is at `time` to a new scene. Without an anchor, the scene stays where it lies. */
export function nextMotion(motion: Motion, scene: Scene, anchor: ProcessId | undefined, time: number): Motion {
  const offset = offsetFor(motion, scene, anchor, time);
  const glides = new Map<ProcessId, Glide>();
  for (const node of scene.nodes.values()) {
    const glide = glideTo(node, motion, { scene, offset }, time);
    if (glide !== undefined) glides.set(node.id, glide);
  }
  const departures = departuresTo(motion, { scene, offset }, time);
  const starts = [...glides.values(), ...departures].map(({ startedAt }) => startedAt);
  const pulses = pulsesTo(motion.pulses, motion.scene, scene, time);
  const ends = [...pulses.values()].map(({ startedAt }) => startedAt + PULSE_MS);
  const restsAt = ends.reduce(
    (latest, end) => Math.max(latest, end),
    starts.reduce((latest, at) => Math.max(latest, at + GLIDE_MS), 0),
  );
  return { scene, offset, glides, departures, pulses, restsAt };
}

/** The offset that leaves the anchor where it is in the world. */
export function offsetFor(motion: Motion, scene: Scene, anchor: ProcessId | undefined, time: number): ScenePoint {
  const after = anchor === undefined ? undefined : scene.nodes.get(anchor);
  const before = after === undefined ? undefined : sameCard(motion.scene, after);
  if (before === undefined || after === undefined) return motion.offset;
  return minus(worldPlace(motion, before, time), after);
}

/** The nearest of a process, those that stood with it on one card, and its ancestors that is in the next scene too. */
export function survivor(id: ProcessId | undefined, before: Scene, after: Scene): ProcessId | undefined {
  for (let heir = id; heir !== undefined; heir = cardOf(before, heir)?.parent) {
    for (const each of [heir, ...(cardOf(before, heir)?.merged ?? [])]) {
      const card = cardOf(after, each);
      if (card !== undefined) return card.id;
    }
  }
  return undefined;
}

/** The card that was there before: its own, or that of its group, which another of them gave its name. */
export function sameCard(before: Scene, node: SceneNode): SceneNode | undefined {
  const own = before.nodes.get(node.id);
  if (own !== undefined || node.merged.length === 0) return own;
  return cardOf(before, node.id);
}

type Target = Pick<Motion, 'scene' | 'offset'>;

function glideTo(node: SceneNode, motion: Motion, target: Target, time: number): Glide | undefined {
  const before = sameCard(motion.scene, node);
  if (before === undefined)
    return {
      from: birthplace(node, motion, target, time),
      shape: undefined,
      grows: true,
      swing: undefined,
      startedAt: time,
    };
  const under = motion.glides.get(before.id);
  const goal = plus(node, target.offset);
  const sameGoal =
    isNear(plus(before, motion.offset), goal) && before.parent === node.parent && sameShape(before, node);
  if (sameGoal) return under !== undefined && progressAt(under.startedAt, time) < 1 ? under : undefined;
  const from = worldPlace(motion, before, time);
  const swing = before.parent === node.parent ? undefined : swingOf(before, node, motion, target, time);
  const grows = under?.grows === true && progressAt(under.startedAt, time) < 1;
  const now = placeAt(motion, before, time).shape ?? before;
  const shape = sameShape(now, node) ? undefined : { width: now.width, height: now.height, angle: now.angle };
  if (isNear(from, goal) && swing === undefined && shape === undefined) return undefined;
  return { from, shape, grows, swing, startedAt: time };
}

/** Where the card is that stood for it, or the nearest ancestor that was there before; else where it will stand. */
function birthplace(node: SceneNode, motion: Motion, target: Target, time: number): ScenePoint {
  const group = cardOf(motion.scene, node.id);
  if (group !== undefined) return worldPlace(motion, group, time);
  let parent = node.parent;
  while (parent !== undefined) {
    const before = motion.scene.nodes.get(parent);
    if (before !== undefined) return worldPlace(motion, before, time);
    parent = target.scene.nodes.get(parent)?.parent;
  }
  return plus(node, target.offset);
}

function swingOf(
  before: SceneNode,
  node: SceneNode,
  motion: Motion,
  target: Target,
  time: number,
): ScenePoint | undefined {
  const lost = before.parent === undefined ? undefined : motion.scene.nodes.get(before.parent);
  const adopter = node.parent === undefined ? undefined : target.scene.nodes.get(node.parent);
  if (lost === undefined || adopter === undefined) return undefined;
  // The adopter may be on its way too; the edge's end is told from where that is now.
  const known = motion.scene.nodes.get(adopter.id);
  const now = known === undefined ? plus(adopter, target.offset) : worldPlace(motion, known, time);
  return minus(worldPlace(motion, lost, time), now);
}

function departuresTo(motion: Motion, target: Target, time: number): readonly Departure[] {
  const departures = motion.departures.filter(({ startedAt }) => progressAt(startedAt, time) < 1);
  const renamed = new Set<ProcessId>();
  for (const node of target.scene.nodes.values()) {
    const before = node.merged.length === 0 ? undefined : sameCard(motion.scene, node);
    if (before !== undefined) renamed.add(before.id);
  }
  for (const node of motion.scene.nodes.values()) {
    if (target.scene.nodes.has(node.id) || renamed.has(node.id)) continue;
    const from = worldPlace(motion, node, time);
    departures.push({ node, from, to: refuge(node, motion, target) ?? from, startedAt: time });
  }
  return departures.filter(({ node }) => !target.scene.nodes.has(node.id));
}

/** What is folded away or merged draws back into that card; what has ended stays where it was. */
function refuge(node: SceneNode, motion: Motion, { scene, offset }: Target): ScenePoint | undefined {
  const group = cardOf(scene, node.id);
  if (group !== undefined) return plus(group, offset);
  const id = survivor(node.parent, motion.scene, scene);
  const heir = id === undefined ? undefined : scene.nodes.get(id);
  return heir?.folded === true ? plus(heir, offset) : undefined;
}

function worldPlace(motion: Motion, node: SceneNode, time: number): ScenePoint {
  return plus(placeAt(motion, node, time), motion.offset);
}

function progressAt(startedAt: number, time: number): number {
  return Math.min(1, Math.max(0, (time - startedAt) / GLIDE_MS));
}
