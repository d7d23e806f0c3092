import type { StateCreator } from 'zustand/vanilla';
import type { FoldChoices } from '#shared/layout/layout-tree';
import type { ProcessId } from '#shared/model/process';
import type { AppState } from './app-store';
import { isSearching } from './query-slice';

/** How the tree is looked at: what is selected, what is folded, what the camera should turn to. */
export interface ViewSlice {
  readonly selected: ProcessId | undefined;
  readonly folds: FoldChoices;
  /** A wish to the camera; each wish is a new object, so that the same one can be made twice. */
  readonly cameraWish: CameraWish | undefined;
  select(id: ProcessId | undefined): void;
  /** While searching, only until the search is over. */
  setFolded(id: ProcessId, folded: boolean): void;
  wishCamera(wish: CameraWish): void;
}

/** `fit` shows everything, `show` one process, `subtree` it and all below it. */
export type CameraWish =
  | { readonly kind: 'fit' }
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'show' | 'subtree'; readonly id: ProcessId };

export const createViewSlice: StateCreator<AppState, [], [], ViewSlice> = (set) => ({
  selected: undefined,
  folds: { folded: new Set(), unfolded: new Set() },
  cameraWish: undefined,
  select: (selected) => set({ selected }),
  setFolded: (id, folded) =>
    set((state) =>
      isSearching(state)
        ? { searchFolded: withMember(state.searchFolded, id, folded) }
        : { folds: chooseFold(state.folds, id, folded) },
    ),
  wishCamera: (cameraWish) => set({ cameraWish }),
});

function chooseFold(folds: FoldChoices, id: ProcessId, folded: boolean): FoldChoices {
  const without = (set: ReadonlySet<ProcessId>) => new Set([...set].filter((other) => other !== id));
  const choices = { folded: without(folds.folded), unfolded: without(folds.unfolded) };
  (folded ? choices.folded : choices.unfolded).add(id);
  return choices;
}

function withMember(set: ReadonlySet<ProcessId>, id: ProcessId, isMember: boolean): ReadonlySet<ProcessId> {
  const changed = new Set(set);
  if (isMember) changed.add(id);
  else changed.delete(id);
  return changed;
}
