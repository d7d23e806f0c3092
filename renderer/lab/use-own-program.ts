import { useMemo } from 'react';
import type { AppApi } from '#shared/ipc/contract';
import { useRequests } from '../ipc/requests-context';
import type { AppState, AppStore } from '../store/app-store';
import { useAppStore } from '../store/use-app';

export interface OwnProgramFile {
  open(): Promise<void>;
  save(where: 'same' | 'elsewhere'): Promise<void>;
}

export function useOwnProgram(): OwnProgramFile {
  const store = useAppStore();
  const app = useRequests();
  return useMemo(() => ({ open: () => open(store, app), save: (where) => save(store, app, where) }), [store, app]);
}

/** The breakpoints were lines of the other text. */
export function replaceOwnProgram(store: AppStore, program: AppState['ownText']): void {
  const { setBreakpoints, editOwnText } = store.getState();
  setBreakpoints([]);
  editOwnText(program);
}

async function open(store: AppStore, app: AppApi): Promise<void> {
  const { reportLabTrouble } = store.getState();
  const reply = await app.request('lab:open');
  if (reply.ok) {
    const { path, name, text } = reply.value;
    reportLabTrouble(undefined);
    replaceOwnProgram(store, { path, name, text, savedText: text });
  } else if (reply.code !== 'cancelled') reportLabTrouble({ code: reply.code, detail: reply.detail });
}

async function save(store: AppStore, app: AppApi, where: 'same' | 'elsewhere'): Promise<void> {
  const { reportLabTrouble, editOwnText, ownText } = store.getState();
  const { path, text } = ownText;
  // Without a path main asks where.
  const reply = await app.request('lab:save', where === 'same' && path !== undefined ? { path, text } : { text });
  if (reply.ok) {
    reportLabTrouble(undefined);
    editOwnText({ ...reply.value, savedText: text });
  } else if (reply.code !== 'cancelled') reportLabTrouble({ code: reply.code, detail: reply.detail });
}
