import type { StateCreator } from 'zustand/vanilla';
import type { Exploration } from '#shared/explore/exploration';
import type { LabFailure, LabStart } from '#shared/lab/run';
import type { AppState } from './app-store';

/** What is known of the outputs of one program. */
export interface KnownExploration {
  /** So far, or at the end. */
  readonly found: Exploration | undefined;
  /** Of the exploration that is under way. */
  readonly request: string | undefined;
  readonly failure: { readonly code: LabFailure; readonly detail?: string | undefined } | undefined;
}

export interface ExplorationSlice {
  /** By program (`explorationKey`): what was found stays while one looks at other tabs and other programs. */
  readonly explorations: ReadonlyMap<string, KnownExploration>;
  setExploration(key: string, known: KnownExploration): void;
}

/** Those that were looked at last. */
const MOST_KEPT = 20;

export const createExplorationSlice: StateCreator<AppState, [], [], ExplorationSlice> = (set) => ({
  explorations: new Map(),
  setExploration: (key, known) =>
    set(({ explorations }) => {
      const others = [...explorations].filter(([other]) => other !== key).slice(1 - MOST_KEPT);
      return { explorations: new Map([...others, [key, known]]) };
    }),
});

/** Who runs next is no part of it: all orders are looked at. */
export function explorationKey({ program, stdout, limits }: LabStart): string {
  const which = program.kind === 'demo' ? [program.id, Object.entries(program.parameters).sort()] : program;
  return JSON.stringify([which, stdout, limits]);
}
