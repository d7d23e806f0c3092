import type { StateCreator } from 'zustand/vanilla';
import type { AppState } from './app-store';

/** What may lie over the whole window; one at a time. */
type DialogName = 'palette' | 'shortcuts' | 'settings' | 'about';

/** A sentence that says what has just been done. */
interface Toast {
  readonly text:
    | 'diagnosticsCopied'
    | 'diagnosticsFailed'
    | 'noLeftovers'
    | 'leftoversRemoved'
    | 'leftoversStay'
    | 'settingsNotKept';
  readonly detail?: string;
}

export interface DialogSlice {
  readonly dialog: DialogName | undefined;
  openDialog(dialog: DialogName): void;
  closeDialog(): void;
  readonly toast: Toast | undefined;
  showToast(toast: Toast): void;
  hideToast(): void;
}

export const createDialogSlice: StateCreator<AppState, [], [], DialogSlice> = (set) => ({
  dialog: undefined,
  openDialog: (dialog) => set({ dialog }),
  closeDialog: () => set({ dialog: undefined }),
  toast: undefined,
  showToast: (toast) => set({ toast }),
  hideToast: () => set({ toast: undefined }),
});
