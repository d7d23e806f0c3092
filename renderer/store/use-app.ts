/** React's way into the store. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { AppState, AppStore } from './app-store';

export const StoreContext = createContext<AppStore | undefined>(undefined);

export function useAppStore(): AppStore {
  const store = useContext(StoreContext);
  if (store === undefined) throw new Error('useAppStore needs a StoreContext above it');
  return store;
}

export function useApp<Value>(selector: (state: AppState) => Value): Value {
  return useStore(useAppStore(), selector);
}
