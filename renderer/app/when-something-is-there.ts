import type { AppStore } from '../store/app-store';

/** Milliseconds; then the window says that it is waiting. */
const LONGEST_WAIT_MS = 150;

/**
 * Calls once the first table is there, which mostly comes while the program is still being loaded: to draw an empty window
 * first takes as long as to draw it with the tree.
 */
export function whenSomethingIsThere(store: AppStore, act: () => void): void {
  const begin = () => {
    clearTimeout(timer);
    unsubscribe();
    act();
  };
  const timer = setTimeout(begin, LONGEST_WAIT_MS);
  const unsubscribe = store.subscribe(({ collector }) => collector !== undefined && begin());
}
