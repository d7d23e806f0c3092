import type { AppApi } from '#shared/ipc/contract';
import type { AppStore } from '../store/app-store';

/** Keeps the collector at the interval that was chosen here, now or in an earlier session; returns its undo. */
export function followInterval(store: AppStore, app: Pick<AppApi, 'request'>): () => void {
  const follow = () => {
    const { intervalMs } = store.getState();
    // Nothing was ever chosen: the command line's, or the usual one, stays.
    if (intervalMs !== undefined) void app.request('collector:interval', { intervalMs });
  };
  follow();
  return store.subscribe(({ intervalMs }, before) => {
    if (intervalMs !== before.intervalMs) follow();
  });
}
