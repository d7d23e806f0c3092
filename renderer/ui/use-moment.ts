import { useSyncExternalStore } from 'react';
import { selectFrozenMoment } from '../store/selectors';
import { useApp } from '../store/use-app';

const SECOND = 1_000;

function tick(onTick: () => void): () => void {
  const timer = setInterval(onTick, SECOND);
  return () => clearInterval(timer);
}

/** Now, by whole seconds. */
export function useNow(): number {
  return useSyncExternalStore(tick, () => Math.floor(Date.now() / SECOND) * SECOND);
}

/** The moment that ages are told for: now; when the picture stands still, the moment it is of. */
export function useMoment(): number {
  const now = useNow();
  return useApp(selectFrozenMoment) ?? now;
}
