import { useEffect, useMemo, useState } from 'react';
import type { AppState } from '../store/app-store';
import { selectPlayer } from '../store/selectors';
import { useAppStore } from '../store/use-app';
import type { Row } from './build-rows';
import { createRowModel } from './row-model';

/** Numbers that change more often than this cannot be read. */
const CALM_MS = 250;

/** The rows, and the state that they were made from. */
export interface TableRows {
  readonly rows: readonly Row[];
  readonly state: AppState;
}

/** What the person does shows at once; what happens in the computer, four times a second at the most. */
export function useTableRows(reading: boolean): TableRows {
  const store = useAppStore();
  const [state, setState] = useState(() => store.getState());
  const [model] = useState(createRowModel);
  useEffect(() => {
    let timer: number | undefined;
    const take = () => {
      window.clearTimeout(timer);
      timer = undefined;
      setState(store.getState());
    };
    take();
    const unsubscribe = store.subscribe((now, before) => {
      if (isByHand(now, before)) take();
      else timer ??= window.setTimeout(take, CALM_MS);
    });
    return () => {
      unsubscribe();
      window.clearTimeout(timer);
    };
  }, [store]);
  const rows = useMemo(() => model.rows(state, reading), [model, state, reading]);
  return { rows, state };
}

const byHand = [
  ...['page', 'selected', 'folds', 'searchFolded', 'query', 'onlyMine', 'hideKernelThreads', 'openThreads'],
  ...['orderWish', 'tableSort', 'tableSums', 'fadeMs'],
] as readonly (keyof AppState)[];

function isByHand(now: AppState, before: AppState): boolean {
  return byHand.some((key) => now[key] !== before[key]) || selectPlayer(now).cursor !== selectPlayer(before).cursor;
}
