import type { StateCreator } from 'zustand/vanilla';
import type { Leftovers } from '#shared/ipc/leftover-requests';
import type { AppState } from './app-store';

export interface LeftoversSlice {
  /** What runs have left behind whose app was killed; undefined when there is nothing, or the person leaves it. */
  readonly leftovers: Leftovers | undefined;
  receiveLeftovers(leftovers: Leftovers): void;
  leaveLeftovers(): void;
}

export const createLeftoversSlice: StateCreator<AppState, [], [], LeftoversSlice> = (set) => ({
  leftovers: undefined,
  receiveLeftovers: (leftovers) => set({ leftovers: isNothing(leftovers) ? undefined : leftovers }),
  leaveLeftovers: () => set({ leftovers: undefined }),
});

function isNothing({ processes, groups, folders }: Leftovers): boolean {
  return processes.length + groups.length + folders.length === 0;
}
