import { useEffect, useRef } from 'react';
import type { ProcessId } from '#shared/model/process';
import { useRequests } from '../ipc/requests-context';
import { useApp, useAppStore } from '../store/use-app';
import type { Row } from './build-rows';
import { toggleThreads } from './use-thread-rows';

/** Each is asked for again and again while it is open: so many are enough to read. */
const MOST = 50;

/**
 * While the switch is on, opens the threads of whoever is meant and comes into sight with more than one; what is closed
 * by hand meanwhile stays closed. Switched off, it closes what it has opened.
 */
export function useListedThreads(inSight: readonly Row[]): void {
  const store = useAppStore();
  const app = useRequests();
  const isOn = useApp((state) => state.listThreads);
  const opened = useRef(new Set<ProcessId>());
  useEffect(() => {
    const { openThreads } = store.getState();
    const toggle = (id: ProcessId) => toggleThreads(store, app, id);
    if (!isOn) {
      for (const id of opened.current) if (openThreads.has(id)) toggle(id);
      opened.current.clear();
      return;
    }
    for (const row of inSight) {
      if (row.kind !== 'process' || !row.matched) continue;
      if ((row.process.threads ?? 1) < 2 || row.process.state === 'gone') continue;
      if (opened.current.has(row.key) || openThreads.has(row.key) || opened.current.size >= MOST) continue;
      opened.current.add(row.key);
      toggle(row.key);
    }
  });
}
