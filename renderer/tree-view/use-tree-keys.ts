import type { KeyboardEvent } from 'react';
import type { Scene } from '#shared/layout/scene';
import type { ProcessId } from '#shared/model/process';
import { selectIsRun } from '../store/selectors';
import { useApp, useAppStore } from '../store/use-app';
import type { Picking } from './picking';
import { useTypeAhead } from './use-type-ahead';
import { findByName, moveFor } from './walk-tree';

const ZOOM_STEP = 1.3;

interface TreeKeys {
  readonly scene: Scene;
  readonly active: ProcessId | undefined;
  readonly goTo: (id: ProcessId) => void;
  readonly fold: (id: ProcessId, folded: boolean) => void;
  readonly picking: Picking | undefined;
}

/** The keys of an ARIA tree; the left one also puts identical siblings together again; Shift and Enter look at a subtree alone, Backspace at everything again; letters jump to the next name that starts with them; plus, minus and 0, unless they go on with such a name, for the camera. */
export function useTreeKeys({ scene, active, goTo, fold, picking }: TreeKeys): (event: KeyboardEvent) => void {
  const store = useAppStore();
  const wishCamera = useApp((state) => state.wishCamera);
  const setApart = useApp((state) => state.setApart);
  const focusOn = useApp((state) => state.focusOn);
  const typeAhead = useTypeAhead((text) => {
    const found = findByName(scene, active, text);
    if (found !== undefined) goTo(found);
    return found !== undefined;
  });

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

  const choose = (key: string): boolean => {
    if (key !== 'Enter' && key !== ' ') return false;
    store.getState().select(active);
    if (active === undefined) return true;
    picking?.pick(active);
    // A run has a tab for details.
    if (key === 'Enter' && !selectIsRun(store.getState())) store.getState().showDetails(true);
    return true;
  };

  const moveCamera = (key: string): boolean => {
    const camera = cameraKeys[key];
    camera?.();
    return camera !== undefined;
  };

  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.shiftKey && event.key === 'Enter' ? 'Shift+Enter' : event.key;
    const isMeant =
      typeAhead.goOn(event) || lookAlone(key) || choose(key) || moveCamera(key) || walk(key) || typeAhead.begin(event);
    if (isMeant) event.preventDefault();
  };
}
