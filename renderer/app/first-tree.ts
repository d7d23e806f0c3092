/** What waits for the first tree, and how the window begins with it. */
import type { AppStore } from '../store/app-store';

/** Milliseconds; then the window says that it is waiting. */
const LONGEST_WAIT_MS = 80;
/** Milliseconds; a window that is never idle gets to it all the same. */
const LATEST_MS = 5_000;

/**
 * Calls once the first table is there, which mostly comes while the program is still being loaded: to draw an empty window
 * first takes as long as to draw it with the tree.
 */
export function withFirstTable(store: AppStore, act: () => void): void {
  const begin = () => {
    clearTimeout(timer);
    unsubscribe();
    act();
  };
  const timer = setTimeout(begin, LONGEST_WAIT_MS);
  const unsubscribe = store.subscribe(({ collector }) => collector !== undefined && begin());
}

/** Calls when the first tree is drawn and nothing else is to do. */
export function afterFirstTree(store: AppStore, page: Pick<Window, 'requestIdleCallback'>, act: () => void): void {
  const unsubscribe = store.subscribe(({ players }) => {
    if (players.live.timeline.latest.living.size === 0) return;
    unsubscribe();
    page.requestIdleCallback(act, { timeout: LATEST_MS });
  });
}
