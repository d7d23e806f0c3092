import type { StateCreator } from 'zustand/vanilla';
import type { AppState } from './app-store';

/** Where the details are: beside the tree (a setting), or over it where there is no room. */
export interface PanelsSlice {
  readonly isNarrow: boolean;
  readonly drawerOpen: boolean;
  setNarrow(isNarrow: boolean): void;
  showDetails(isShown: boolean): void;
}

export const createPanelsSlice: StateCreator<AppState, [], [], PanelsSlice> = (set) => ({
  isNarrow: false,
  drawerOpen: false,
  setNarrow: (isNarrow) => set({ isNarrow }),
  showDetails: (isShown) => set(({ isNarrow }) => (isNarrow ? { drawerOpen: isShown } : { inspectorOpen: isShown })),
});

export function selectAreDetailsShown({ isNarrow, drawerOpen, inspectorOpen }: AppState): boolean {
  return isNarrow ? drawerOpen : inspectorOpen;
}
