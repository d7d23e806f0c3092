import { useState } from 'react';
import type { AppApi } from '#shared/ipc/contract';
import { useRequests } from '../ipc/requests-context';
import type { AppStore } from '../store/app-store';
import { useAppStore } from '../store/use-app';

/** Asks main for the run that the form says. */
export function useStartRun(): { readonly start: () => void; readonly isStarting: boolean } {
  const store = useAppStore();
  const app = useRequests();
  const [isStarting, setStarting] = useState(false);
  const start = () => {
    setStarting(true);
    void startRun(store, app).finally(() => setStarting(false));
  };
  return { start, isStarting };
}

async function startRun(store: AppStore, app: AppApi): Promise<void> {
  const { runArguments, reportRunFailure } = store.getState();
  reportRunFailure(undefined);
  try {
    const reply = await app.request('run:start', runArguments);
    if (!reply.ok) return reportRunFailure(reply);
    const { run, receiveRun } = store.getState();
    // The notice of the same run may have come first, even that of its end.
    if (run.kind === 'idle' || run.root !== reply.value.root) receiveRun({ kind: 'running', ...reply.value });
  } catch (error) {
    reportRunFailure({ code: 'start-failed', detail: error instanceof Error ? error.message : String(error) });
  }
}
