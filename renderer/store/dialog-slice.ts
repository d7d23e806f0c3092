import type { StateCreator } from 'zustand/vanilla';
import type { AppState } from './app-store';

/** What may lie over the whole window; one at a time. */
type DialogName = 'palette' | 'shortcuts' | 'settings';

export interface DialogSlice {
  readonly dialog: DialogName | undefined;
  openDialog(dialog: DialogName): void;
  closeDialog(): void;
}

export const createDialogSlice: StateCreator<AppState, [], [], DialogSlice> = (set) => ({
  dialog: undefined,
  openDialog: (dialog) => set({ dialog }),
  closeDialog: () => set({ dialog: undefined }),
});
