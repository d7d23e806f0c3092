import { useCallback, useEffect } from 'react';
import type { AppApi } from '#shared/ipc/contract';
import type { ProcessId } from '#shared/model/process';
import { useRequests } from '../ipc/requests-context';
import type { AppStore } from '../store/app-store';
import { useAppStore } from '../store/use-app';
import type { OpenThreads } from './build-rows';

const AGAIN_MS = 2_000;

/** Opens and closes the threads of a process; what is open is asked for again every other second. */
export function useThreadRows(): (id: ProcessId) => void {
  const store = useAppStore();
  const app = useRequests();
  useEffect(() => {
    const timer = setInterval(() => {
      for (const id of store.getState().openThreads.keys()) void load(store, app, id);
    }, AGAIN_MS);
    return () => clearInterval(timer);
  }, [store, app]);
  return useCallback((id) => toggleThreads(store, app, id), [store, app]);
}

export function toggleThreads(store: AppStore, app: Pick<AppApi, 'request'>, id: ProcessId): void {
  const { openThreads, showThreads } = store.getState();
  if (openThreads.has(id)) {
    showThreads(id, undefined);
    return;
  }
  showThreads(id, { threads: [], note: 'reading' });
  void load(store, app, id);
}

async function load(store: AppStore, app: Pick<AppApi, 'request'>, id: ProcessId): Promise<void> {
  const threads = await ask(app, id);
  // Closed meanwhile: nobody wants the answer any more.
  if (store.getState().openThreads.has(id)) store.getState().showThreads(id, threads);
}

async function ask(app: Pick<AppApi, 'request'>, id: ProcessId): Promise<OpenThreads> {
  try {
    const reply = await app.request('process:threads', { id });
    if (!reply.ok) return { threads: [], note: reply.code };
    const { threads, total } = reply.value;
    return { threads, note: total > threads.length ? { more: total - threads.length } : undefined };
  } catch {
    return { threads: [], note: 'failed' };
  }
}
