import type { StateCreator } from 'zustand/vanilla';
import { findProcess, type ProcessTable } from '#shared/events/apply-events';
import { type FoldChoices, type FoldDepth, lineOfNames } from '#shared/layout/folds';
import type { ProcessId } from '#shared/model/process';
import type { AppState } from './app-store';
import { isSearching } from './query-slice';
import { selectTable } from './selectors';
import type { Page } from './timeline-slice';

/** How the tree is looked at: what is selected, what is folded, what the camera should turn to. */
export interface ViewSlice {
  readonly selected: ProcessId | undefined;
  readonly folds: FoldChoices;
  /** The subtree that is looked at alone, on each page; its ancestors are in the breadcrumb only. */
  readonly focuses: { readonly [P in Page]?: ProcessId | undefined };
  /** A wish to the camera; each wish is a new object, so that the same one can be made twice. */
  readonly cameraWish: CameraWish | undefined;
  select(id: ProcessId | undefined): void;
  /** While searching, only until the search is over. */
  setFolded(id: ProcessId, folded: boolean): void;
  /** Opens what leads to something, without remembering it between starts. */
  unfold(ids: readonly ProcessId[]): void;
  /** Shows the identical children of a process one by one, or as one card again. */
  setApart(parent: ProcessId, apart: boolean): void;
  /** Folds everything by one rule; what was chosen by hand is forgotten. */
  foldTo(depth: FoldDepth): void;
  /** Also puts together again what was taken apart by hand. */
  chooseMerging(merge: boolean): void;
  /** On the page that is shown. */
  focusOn(id: ProcessId | undefined): void;
  wishCamera(wish: CameraWish): void;
}

/** `fit` shows everything, `show` one process, `subtree` it and all below it. */
export type CameraWish =
  | { readonly kind: 'fit' | 'home' }
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'show' | 'subtree'; readonly id: ProcessId };

/** So many choices are remembered between starts, the latest of them. */
const MOST_LINES = 200;

export const createViewSlice: StateCreator<AppState, [], [], ViewSlice> = (set) => ({
  selected: undefined,
  folds: { folded: new Set(), unfolded: new Set() },
  focuses: {},
  cameraWish: undefined,
  select: (selected) => set({ selected }),
  setFolded: (id, folded) =>
    set((state) =>
      isSearching(state)
        ? { searchFolded: withMember(state.searchFolded, id, folded) }
        : { folds: chooseFold(state.folds, id, folded), foldedLines: rememberLine(state, id, folded) },
    ),
  unfold: (ids) =>
    set((state) =>
      isSearching(state)
        ? { searchFolded: ids.reduce((folded, id) => withMember(folded, id, false), state.searchFolded) }
        : { folds: ids.reduce((folds, id) => chooseFold(folds, id, false), state.folds) },
    ),
  setApart: (parent, isApart) =>
    set(({ folds }) => {
      const apart = new Set(folds.apart);
      if (isApart) apart.add(parent);
      else apart.delete(parent);
      return { folds: { ...folds, apart } };
    }),
  foldTo: (depth) =>
    set({ folds: { folded: new Set(), unfolded: new Set(), depth }, foldDepth: depth, foldedLines: [] }),
  chooseMerging: (mergeSiblings) =>
    set(({ folds }) => ({ mergeSiblings, folds: { ...folds, apart: new Set<ProcessId>() } })),
  focusOn: (focus) =>
    set(({ focuses, page }) => ({ focuses: { ...focuses, [page]: focus }, cameraWish: { kind: 'home' } })),
  wishCamera: (cameraWish) => set({ cameraWish }),
});

/** What was folded when the app was last closed holds for processes of the same names. */
export function withRememberedFolds(state: AppState): AppState {
  const remembered = new Map(state.foldedLines);
  return { ...state, folds: { ...state.folds, depth: state.foldDepth, remembered } };
}

function chooseFold(folds: FoldChoices, id: ProcessId, folded: boolean): FoldChoices {
  const without = (set: ReadonlySet<ProcessId>) => new Set([...set].filter((other) => other !== id));
  const choices = { folded: without(folds.folded), unfolded: without(folds.unfolded) };
  (folded ? choices.folded : choices.unfolded).add(id);
  return { ...folds, ...choices };
}

function rememberLine(state: AppState, id: ProcessId, folded: boolean): AppState['foldedLines'] {
  const line = lineOfNames(namesTo(selectTable(state), id));
  const others = state.foldedLines.filter(([other]) => other !== line);
  return [...others, [line, folded] as const].slice(-MOST_LINES);
}

/** From the root down. */
function namesTo(table: ProcessTable, id: ProcessId): readonly string[] {
  const passed = new Set<ProcessId>();
  const names: string[] = [];
  let process = findProcess(table, id);
  while (process !== undefined && !passed.has(process.id)) {
    passed.add(process.id);
    names.unshift(process.name);
    process = findProcess(table, process.parent);
  }
  return names;
}

function withMember(set: ReadonlySet<ProcessId>, id: ProcessId, isMember: boolean): ReadonlySet<ProcessId> {
  const changed = new Set(set);
  if (isMember) changed.add(id);
  else changed.delete(id);
  return changed;
}
