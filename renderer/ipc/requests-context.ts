/** React's way to the main process: `window.app` in the window, a fake in tests. */
import { createContext, useContext } from 'react';
import type { AppApi } from '#shared/ipc/contract';

export const RequestsContext = createContext<AppApi | undefined>(undefined);

export function useRequests(): AppApi {
  const app = useContext(RequestsContext);
  if (app === undefined) throw new Error('useRequests needs a RequestsContext above it');
  return app;
}
