/** What a screen reader says of a process: "sleep, pid 4121, sleeping, orphan, was child of 4120". */
import { isGhost, type ProcessRecord } from '#shared/model/process';
import { visibleName } from '#shared/model/visible-text';
import { shownLostPid, shownPid } from '../ui/shown-pid';
import { type CardWords, endText } from './card-text';

export interface ItemWords extends Pick<CardWords, 'states' | 'orphan' | 'exited' | 'killed' | 'merged'> {
  readonly separator: string;
  pid(pid: number): string;
  wasChildOf(pid: number): string;
}

/** Long enough for any name, short enough to listen to. */
const LONGEST_NAME = 200;

/** Of identical siblings shown as one. */
export function mergedName({ name, state }: ProcessRecord, count: number, words: ItemWords): string {
  return [words.merged(count, visibleName(name.slice(0, LONGEST_NAME))), words.states[state]].join(words.separator);
}

export function itemName(process: ProcessRecord, words: ItemWords): string {
  const parts = [
    visibleName(process.name.slice(0, LONGEST_NAME)),
    words.pid(shownPid(process)),
    words.states[process.state],
    ...(isGhost(process) && process.exit !== undefined ? [endText(process, words)] : []),
    ...orphanParts(process, words),
  ];
  return parts.join(words.separator);
}

function orphanParts(process: ProcessRecord, words: ItemWords): readonly string[] {
  if (process.adoptions.length === 0) return [];
  const lost = shownLostPid(process);
  return lost === undefined ? [words.orphan] : [words.orphan, words.wasChildOf(lost)];
}
