import type { StateCreator } from 'zustand/vanilla';
import type { RunArguments, RunFailure, RunStatus } from '#shared/ipc/contract';
import type { AppState } from './app-store';

/** The program being run from the window: what is asked for, and how it goes. */
export interface RunSlice {
  readonly run: RunStatus;
  readonly runArguments: RunArguments;
  readonly runFailure: { readonly code: RunFailure; readonly detail?: string } | undefined;
  receiveRun(run: RunStatus): void;
  chooseRun(choice: Partial<RunArguments>): void;
  reportRunFailure(failure: RunSlice['runFailure']): void;
}

export const createRunSlice: StateCreator<AppState, [], [], RunSlice> = (set) => ({
  run: { kind: 'idle' },
  runArguments: { variant: 'double', rounds: 3, holdSeconds: 10 },
  runFailure: undefined,
  receiveRun: (run) => set({ run, runFailure: undefined }),
  chooseRun: (choice) => set(({ runArguments }) => ({ runArguments: { ...runArguments, ...choice } })),
  reportRunFailure: (runFailure) => set({ runFailure }),
});
