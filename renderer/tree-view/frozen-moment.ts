import type { AppState } from '../store/app-store';
import { selectTable } from '../store/selectors';

/** The moment a still picture is of: paused, looked back to, or the last good one; undefined while time goes on. */
export function selectFrozenMoment(state: AppState): number | undefined {
  if (state.cursor !== 'live') return selectTable(state).at;
  const isStale = state.collectorFailure !== undefined || state.collector?.failure !== undefined;
  return isStale ? state.collector?.scannedAt : undefined;
}
