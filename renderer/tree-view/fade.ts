/** How visible a process is at a moment: the new glow, the gone fade, and who is not meant steps back. */
import type { SceneNode } from '#shared/layout/scene';
import { isGhost, type ProcessRecord } from '#shared/model/process';
import type { Place } from './animate-scene';
import type { Picture, Sight } from './picture';

const GHOST_ALPHA = 0.9;
/** A ghost that stays for a reason stays legible. */
const LINGERING_ALPHA = 0.55;
const DIMMED_ALPHA = 0.5;
/** The collector's clock and the window's are one, but a clock may be set; more than this ahead is not "just now". */
const CLOCK_SLACK_MS = 2_000;

export function sightOf(node: SceneNode, place: Place, picture: Picture): Sight {
  const { highlight, time, fadeMs } = picture;
  const meant = isMeant(node, highlight);
  const rests = node.lingers || highlight.selected === node.id;
  const alpha = place.presence * ghostAlpha(node.process, rests, time, fadeMs) * (meant ? 1 : DIMMED_ALPHA);
  return { node, place, alpha, glow: place.presence * glowAlpha(node.process, time, fadeMs) };
}

function isMeant({ id }: SceneNode, { dimOthers, runMembers, selected, matches }: Picture['highlight']): boolean {
  if (selected === id) return true;
  if (matches !== undefined) return matches.has(id);
  return !dimOthers || runMembers.has(id);
}

function glowAlpha(process: ProcessRecord, time: number, fadeMs: number): number {
  if (!process.bornInSight || isGhost(process)) return 0;
  return remaining(time - process.seenAt, fadeMs);
}

function ghostAlpha(process: ProcessRecord, rests: boolean, time: number, fadeMs: number): number {
  if (!isGhost(process)) return 1;
  const floor = rests ? LINGERING_ALPHA : 0;
  return floor + (GHOST_ALPHA - floor) * remaining(time - (process.goneAt ?? time), fadeMs);
}

/** True while the next frame would show another alpha. */
export function isFading(process: ProcessRecord, time: number, fadeMs: number): boolean {
  const since = isGhost(process) ? process.goneAt : process.bornInSight ? process.seenAt : undefined;
  return since !== undefined && remaining(time - since, fadeMs) > 0;
}

/** From 1 to 0, slowly at first, so that it can be seen for most of the time. */
function remaining(ageMs: number, fadeMs: number): number {
  if (ageMs < -CLOCK_SLACK_MS || ageMs >= fadeMs) return 0;
  return 1 - (Math.max(0, ageMs) / fadeMs) ** 2;
}
