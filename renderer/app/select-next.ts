import type { ProcessRecord } from '#shared/model/process';
import type { AppStore } from '../store/app-store';
import { selectTable } from '../store/selectors';
import { nextAfter, revealProcess } from './reveal';

/** Goes on to the next process of its kind, e.g. the next zombie. */
export function selectNext(store: AppStore, isKind: (process: ProcessRecord) => boolean): void {
  const found = [...selectTable(store.getState()).living.values()].filter(isKind).sort((a, b) => a.pid - b.pid);
  const ids = found.map(({ id }) => id);
  const next = nextAfter(ids, store.getState().selected);
  if (next !== undefined) revealProcess(store, next);
}
