import type { TFunction } from 'i18next';
import { signalName } from '#shared/model/signals';
import { visibleText } from '#shared/model/visible-text';
import type { Mark } from '#shared/process-graph/process-graph';

/** What a mark says beside its sign, as short as it can be said. */
export function markText(mark: Mark, t: TFunction): string {
  switch (mark.kind) {
    case 'output':
      return visibleText(mark.text.replace(/\n$/, ''));
    case 'exec':
      return `exec ${visibleText(mark.name)}`;
    case 'exit':
      if (mark.exit === undefined) return 'exit';
      return 'code' in mark.exit ? `exit ${mark.exit.code}` : signalName(mark.exit.signal);
    case 'signal':
      return signalName(mark.signal);
    case 'refused':
      return `${mark.call}: ${mark.error}`;
    case 'adopted':
      return t('processGraph.adoptedBy', { pid: mark.ppid });
  }
}

/** Fewer letters of a word say nothing. */
const LEAST_CUT = 5;

/** As much of it as there is room for. */
export function fitToRoom(text: string, widthPixels: number): string {
  const characters = Math.floor(widthPixels / CHARACTER_WIDTH);
  if (text.length <= characters) return text;
  return characters < LEAST_CUT ? '' : `${text.slice(0, characters - 1)}…`;
}

/** Of the monospace at 10 px; ideographs are wider and are cut by the lane's clip. */
const CHARACTER_WIDTH = 6.1;
