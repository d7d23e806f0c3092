/** The one store: slices by subject, combined here; the only middleware remembers the settings. */

import { createJSONStorage, type PersistStorage, persist, type StateStorage } from 'zustand/middleware';
import { shallow } from 'zustand/shallow';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { createDialogSlice, type DialogSlice } from './dialog-slice';
import { createExplorationSlice, type ExplorationSlice } from './exploration-slice';
import { createLabSlice, type LabSlice } from './lab-slice';
import { createLeftoversSlice, type LeftoversSlice } from './leftovers-slice';
import { createPanelsSlice, type PanelsSlice } from './panels-slice';
import { createPredictionSlice, type PredictionSlice } from './prediction-slice';
import { createQuerySlice, type QuerySlice } from './query-slice';
import { createRecordingsSlice, type RecordingsSlice } from './recordings-slice';
import { createSettingsSlice, pickSettings, type Settings, type SettingsSlice } from './settings-slice';
import { createTableSlice, type TableSlice } from './table-slice';
import { createTimelineSlice, type TimelineSlice } from './timeline-slice';
import { createViewSlice, type ViewSlice, withRememberedFolds } from './view-slice';

export type AppState = TimelineSlice &
  ViewSlice &
  DialogSlice &
  QuerySlice &
  TableSlice &
  LabSlice &
  ExplorationSlice &
  LeftoversSlice &
  PanelsSlice &
  PredictionSlice &
  RecordingsSlice &
  SettingsSlice;
export type AppStore = StoreApi<AppState>;

/** `storage` keeps the settings between starts (localStorage in the window, a Map in tests). */
export function createAppStore(storage: StateStorage): AppStore {
  return createStore<AppState>()(
    persist(
      (...tools) => ({
        ...createTimelineSlice(...tools),
        ...createViewSlice(...tools),
        ...createDialogSlice(...tools),
        ...createQuerySlice(...tools),
        ...createTableSlice(...tools),
        ...createLabSlice(...tools),
        ...createExplorationSlice(...tools),
        ...createLeftoversSlice(...tools),
        ...createPanelsSlice(...tools),
        ...createPredictionSlice(...tools),
        ...createRecordingsSlice(...tools),
        ...createSettingsSlice(...tools),
      }),
      {
        name: 'settings',
        storage: changesOnly(createJSONStorage<Settings>(() => storage)),
        partialize: pickSettings,
        merge: (saved, current) => withRememberedFolds({ ...current, ...(saved as Partial<AppState> | undefined) }),
      },
    ),
  );
}

/** Every event changes the state, and hardly any the settings: what is the same is not written again. */
function changesOnly<S extends object>(storage: PersistStorage<S> | undefined): PersistStorage<S> | undefined {
  if (storage === undefined) return undefined;
  let written: S | undefined;
  return {
    ...storage,
    setItem: (name, value) => {
      if (shallow(written, value.state)) return;
      written = value.state;
      storage.setItem(name, value);
    },
  };
}
