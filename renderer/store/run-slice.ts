import type { StateCreator } from 'zustand/vanilla';
import type { RunArguments, RunFailure, RunStatus } from '#shared/ipc/contract';
import type { AppState } from './app-store';
import { resolveRun } from './resolve-run';
import { membersOf, noMembers, type RunMembers } from './run-members';

/** The program being run from the window: what is asked for, and how it goes. */
export interface RunSlice {
  readonly run: RunStatus;
  /** Its processes, the dead among them; empty while there was no run. */
  readonly runMembers: RunMembers;
  readonly runArguments: RunArguments;
  readonly runFailure: { readonly code: RunFailure; readonly detail?: string } | undefined;
  receiveRun(run: RunStatus): void;
  chooseRun(choice: Partial<RunArguments>): void;
  reportRunFailure(failure: RunSlice['runFailure']): void;
}

export const createRunSlice: StateCreator<AppState, [], [], RunSlice> = (set) => ({
  run: { kind: 'idle' },
  runMembers: noMembers,
  runArguments: { variant: 'double', rounds: 3, holdSeconds: 10 },
  runFailure: undefined,
  receiveRun: (told) =>
    set(({ runMembers, players }) => {
      const { timeline } = players.live;
      const run = resolveRun(told, timeline.latest);
      // What was gathered is kept as long as it is the same run.
      const isSame = run.kind !== 'idle' && runMembers.has(run.root);
      return { run, runMembers: isSame ? runMembers : membersOf(run, timeline.latest), runFailure: undefined };
    }),
  chooseRun: (choice) => set(({ runArguments }) => ({ runArguments: { ...runArguments, ...choice } })),
  reportRunFailure: (runFailure) => set({ runFailure }),
});
