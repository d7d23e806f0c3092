import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcessId } from '#shared/model/process';
import { selectLabTable, selectMayStep } from '../store/lab-selectors';
import { useAppStore } from '../store/use-app';
import type { Picking } from '../tree-view/picking';
import { useLabCommands } from './use-lab-commands';

/** In the tree as in the list a click on a process that is held gives it the next step. */
export function useTreeSteps(): Picking {
  const { t } = useTranslation();
  const store = useAppStore();
  const { step } = useLabCommands();
  return useMemo(() => {
    const isHeld = (id: ProcessId) => {
      const state = store.getState();
      const threads = selectLabTable(state).lab.threads.get(id) ?? [];
      return selectMayStep(state) && threads.some((thread) => thread.state === 'held');
    };
    return {
      pick: (id) => {
        if (isHeld(id)) void step(id);
      },
      hintOf: (id) => (isHeld(id) ? t('lab.processes.pickHint') : undefined),
    };
  }, [t, store, step]);
}
