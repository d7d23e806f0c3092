import { useEffect } from 'react';
import type { RunFacts } from '#shared/ipc/contract';
import type { ProcessId } from '#shared/model/process';
import type { AppState, AppStore } from '../store/app-store';
import { selectRunMembers, selectTable } from '../store/selectors';
import { useAppStore } from '../store/use-app';
import { unfoldTo } from './reveal';

/** Turns the camera to a run when it appears, when all of it is there, and when it is left to its adopter. */
export function useRunCamera(): void {
  const store = useAppStore();
  useEffect(() => {
    let seen: { readonly root: ProcessId; readonly stage: number } | undefined;
    const look = (state: AppState) => {
      if (state.run.kind !== 'running' || state.page !== 'live') return;
      const { root } = state.run;
      const stage = stageOf(state, state.run);
      if (stage <= (seen?.root === root ? seen.stage : 0)) return;
      seen = { root, stage };
      showRun(store, state.run);
    };
    look(store.getState());
    return store.subscribe(look);
  }, [store]);
}

/** 0: not there yet, 1: its first process is, 2: all are, 3: the first has ended and others live on. */
function stageOf(state: AppState, { root, processLimit }: RunFacts): number {
  const { living } = selectTable(state);
  const members = selectRunMembers(state);
  if (living.has(root)) return members.size >= processLimit ? 2 : 1;
  return [...members].some((id) => living.has(id)) ? 3 : 0;
}

/** When the first process has ended, what is left of the run hangs on the supervisor, which adopts. */
export function showRun(store: AppStore, { root, supervisor }: Pick<RunFacts, 'root' | 'supervisor'>): void {
  const id = store.getState().players.live.timeline.latest.living.has(root) ? root : supervisor;
  unfoldTo(store, id);
  store.getState().wishCamera({ kind: 'subtree', id });
}
