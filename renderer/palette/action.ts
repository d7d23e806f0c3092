import type { TFunction } from 'i18next';
import type { AppApi } from '#shared/ipc/contract';
import type { AppState, AppStore } from '../store/app-store';

export const actionGroups = ['view', 'search', 'tree', 'table', 'lab', 'settings'] as const;
type ActionGroup = (typeof actionGroups)[number];

export interface ActionContext {
  readonly store: AppStore;
  readonly app: Pick<AppApi, 'request'>;
}

/** Something the app can do: found in the palette by its text in either language, run by its keys from anywhere. */
export interface AppAction {
  readonly id: string;
  readonly group: ActionGroup;
  readonly text: (t: TFunction) => string;
  /** As it is shown: `P`, `Ctrl+K`, `Shift+F6`. Keys that a part of the window handles itself are marked `local`. */
  readonly shortcut?: string;
  /** The keys are handled by what has the focus (the tree, the table); here they are only told. */
  readonly local?: true;
  /** Told on the page of shortcuts alone: it makes no sense as a command. */
  readonly keysOnly?: true;
  /** Whether it makes sense at the moment. */
  readonly isOffered?: (state: AppState) => boolean;
  readonly run: (context: ActionContext) => void;
}
