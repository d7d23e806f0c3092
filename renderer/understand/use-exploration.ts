import { useEffect, useState } from 'react';
import type { Exploration } from '#shared/explore/exploration';
import type { LabFailure } from '#shared/lab/run';
import { useRequests } from '../ipc/requests-context';
import { plannedStart } from '../lab/lab-commands';
import { useAppStore } from '../store/use-app';

export interface ExplorationState {
  readonly found: Exploration | undefined;
  readonly isUnderWay: boolean;
  readonly failure: { readonly code: LabFailure; readonly detail?: string } | undefined;
  start(): void;
  stop(): void;
}

const MOST_RUNS = 500;
const FREE_RUNS = 20;
const LONGEST_MS = 60_000;

/** Explores the program that is open, as it is to be started. */
export function useExploration(): ExplorationState {
  const store = useAppStore();
  const app = useRequests();
  const [found, setFound] = useState<Exploration>();
  const [isUnderWay, setUnderWay] = useState(false);
  const [failure, setFailure] = useState<ExplorationState['failure']>();
  useEffect(() => app.subscribe('explore:progress', setFound), [app]);
  const start = async () => {
    setFound(undefined);
    setFailure(undefined);
    setUnderWay(true);
    try {
      const reply = await app.request('explore:start', {
        start: plannedStart(store.getState()),
        maxRuns: MOST_RUNS,
        freeRuns: FREE_RUNS,
        timeoutMs: LONGEST_MS,
      });
      if (reply.ok) setFound(reply.value);
      else setFailure(reply);
    } catch (error) {
      setFailure({ code: 'start-failed', detail: error instanceof Error ? error.message : String(error) });
    }
    setUnderWay(false);
  };
  return {
    found,
    isUnderWay,
    failure,
    start: () => void start(),
    stop: () => void app.request('explore:stop'),
  };
}
