import { useRequests } from '../ipc/requests-context';
import { plannedStart } from '../lab/lab-commands';
import { explorationKey, type KnownExploration } from '../store/exploration-slice';
import { useApp, useAppStore } from '../store/use-app';
import { exploreOpenProgram } from './explore-program';

interface OpenExploration extends KnownExploration {
  start(): void;
  stop(): void;
}

const nothingKnown: KnownExploration = { found: undefined, request: undefined, failure: undefined };

/** What is known of the program that is open, as it is to be started. */
export function useExploration(): OpenExploration {
  const store = useAppStore();
  const app = useRequests();
  const known = useApp((state) => state.explorations.get(explorationKey(plannedStart(state)))) ?? nothingKnown;
  return {
    ...known,
    start: () => void exploreOpenProgram(store, app),
    stop: () => {
      if (known.request !== undefined) void app.request('explore:stop', { id: known.request });
    },
  };
}
