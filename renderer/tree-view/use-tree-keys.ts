import { type KeyboardEvent, useRef } from 'react';
import type { Scene } from '#shared/layout/scene';
import type { ProcessId } from '#shared/model/process';
import { useApp } from '../store/use-app';
import type { Picking } from './picking';
import { findByName, moveFor } from './walk-tree';

const ZOOM_STEP = 1.3;
/** Letters typed within this time make one prefix. */
const TYPING_MS = 700;
/** Begins no name: it holds the picture still, wherever the focus is. */
const PAUSE_KEY = 'p';

interface TreeKeys {
  readonly scene: Scene;
  readonly active: ProcessId | undefined;
  readonly goTo: (id: ProcessId) => void;
  readonly fold: (id: ProcessId, folded: boolean) => void;
  readonly picking: Picking | undefined;
}

/** The keys of an ARIA tree; the left one also puts identical siblings together again; Shift and Enter look at a subtree alone, Backspace at everything again; plus, minus and 0 for the camera; letters jump to the next name that starts with them. */
export function useTreeKeys({ scene, active, goTo, fold, picking }: TreeKeys): (event: KeyboardEvent) => void {
  const select = useApp((state) => state.select);
  const wishCamera = useApp((state) => state.wishCamera);
  const setApart = useApp((state) => state.setApart);
  const focusOn = useApp((state) => state.focusOn);
  const typed = useRef({ text: '', at: 0 });

  const cameraKeys: Readonly<Record<string, () => void>> = {
    '+': () => wishCamera({ kind: 'zoom', factor: ZOOM_STEP }),
    '=': () => wishCamera({ kind: 'zoom', factor: ZOOM_STEP }),
    '-': () => wishCamera({ kind: 'zoom', factor: 1 / ZOOM_STEP }),
    '0': () => wishCamera({ kind: 'fit' }),
  };

  const lookAlone = (key: string): boolean => {
    if (key === 'Shift+Enter') focusOn(active);
    else if (key === 'Backspace') focusOn(undefined);
    else return false;
    return true;
  };

  const walk = (key: string): boolean => {
    const move = moveFor(scene, active, key);
    if (move?.kind === 'go') goTo(move.to);
    if (move?.kind === 'fold') fold(move.id, move.folded);
    if (move?.kind === 'merge') setApart(move.parent, false);
    return move !== undefined;
  };

  const type = (key: string, at: number): boolean => {
    const text = at - typed.current.at < TYPING_MS ? typed.current.text : '';
    if ([...key].length !== 1 || (text === '' && key.toLowerCase() === PAUSE_KEY)) return false;
    typed.current = { text: text + key, at };
    const found = findByName(scene, active, typed.current.text);
    if (found !== undefined) goTo(found);
    return found !== undefined;
  };

  const handle = (key: string, at: number): boolean => {
    if (lookAlone(key)) return true;
    if (key === 'Enter' || key === ' ') {
      select(active);
      if (active !== undefined) picking?.pick(active);
      return true;
    }
    const camera = cameraKeys[key];
    camera?.();
    return camera !== undefined || walk(key) || type(key, at);
  };

  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.shiftKey && event.key === 'Enter' ? 'Shift+Enter' : event.key;
    if (handle(key, event.timeStamp)) event.preventDefault();
  };
}
