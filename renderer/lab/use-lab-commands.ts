import { useMemo } from 'react';
import { useRequests } from '../ipc/requests-context';
import { useAppStore } from '../store/use-app';
import { createLabCommands, type LabCommands } from './lab-commands';

export function useLabCommands(): LabCommands {
  const store = useAppStore();
  const app = useRequests();
  return useMemo(() => createLabCommands(store, app), [store, app]);
}
