import { useSyncExternalStore } from 'react';
import { selectFrozenMoment } from '../store/selectors';
import { useApp } from '../store/use-app';

const SECOND = 1_000;

function tick(onTick: () => void): () => void {
  const timer = setInterval(onTick, SECOND);
  return () => clearInterval(timer);
}

function still(): () => void {
  return () => {};
}

/** The moment that ages are told for: now, by whole seconds; when the picture stands still, the moment it is of. */
export function useMoment(): number {
  const frozen = useApp(selectFrozenMoment);
  const now = useSyncExternalStore(frozen === undefined ? tick : still, () => Math.floor(Date.now() / SECOND) * SECOND);
  return frozen ?? now;
}
