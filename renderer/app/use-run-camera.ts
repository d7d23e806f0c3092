import { useEffect } from 'react';
import { findProcess } from '#shared/events/apply-events';
import type { RunFacts } from '#shared/ipc/contract';
import type { ProcessId } from '#shared/model/process';
import type { AppState, AppStore } from '../store/app-store';
import { selectRunMembers, selectTable } from '../store/selectors';
import { useAppStore } from '../store/use-app';
import { unfoldTo } from './reveal';

/** Turns the camera to a new run when its first process appears, and once more when all of them have. */
export function useRunCamera(): void {
  const store = useAppStore();
  useEffect(() => {
    let looked: { readonly root: ProcessId; readonly atAll: boolean } | undefined;
    const look = (state: AppState) => {
      if (state.run.kind !== 'running') return;
      const { root, processLimit } = state.run;
      const known = looked?.root === root ? looked : undefined;
      if (known?.atAll === true || findProcess(selectTable(state), root) === undefined) return;
      const atAll = selectRunMembers(state).size >= processLimit;
      if (known !== undefined && !atAll) return;
      looked = { root, atAll };
      showRun(store, state.run);
    };
    look(store.getState());
    return store.subscribe(look);
  }, [store]);
}

/** When the first process has ended, what is left of the run hangs on the supervisor, which adopts. */
export function showRun(store: AppStore, { root, supervisor }: Pick<RunFacts, 'root' | 'supervisor'>): void {
  const id = store.getState().timeline.latest.living.has(root) ? root : supervisor;
  unfoldTo(store, id);
  store.getState().wishCamera({ kind: 'subtree', id });
}
