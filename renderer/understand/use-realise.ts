import { useCallback } from 'react';
import type { ExploredOutput } from '#shared/explore/exploration';
import { useLabCommands } from '../lab/use-lab-commands';
import { useAppStore } from '../store/use-app';

/** Brings an output about: real processes, stepped by its schedule. */
export function useRealise(): (output: ExploredOutput) => Promise<void> {
  const store = useAppStore();
  const commands = useLabCommands();
  return useCallback(
    async ({ schedule }) => {
      const { policy } = store.getState().labPlan;
      store.getState().planLab({ policy: { name: 'schedule', seed: 1, schedule: [...schedule] } });
      await commands.restart();
      store.getState().planLab({ policy });
      await commands.run();
    },
    [store, commands],
  );
}
