import type { StateCreator } from 'zustand/vanilla';
import type { FoldDepth } from '#shared/layout/folds';
import type { IcicleMeasure, LayoutKind } from '#shared/layout/scene';
import type { ColumnId } from '../tree-table/columns';
import type { Sort } from '../tree-table/sort-siblings';
import type { AppState } from './app-store';

export const languages = ['system', 'en', 'zh'] as const;
export const themes = ['system', 'light', 'dark'] as const;
/** The tree as a graph, as a table, or both with one selection. */
export const treeForms = ['graph', 'table', 'both'] as const;

/** Sizes of panels by their names, as shares of a hundred. */
type Layouts = { readonly [split: string]: { readonly [pane: string]: number } };

/** What is remembered between starts. */
export interface Settings {
  readonly language: (typeof languages)[number];
  readonly theme: (typeof themes)[number];
  /** For how long the new glow and the gone fade, in milliseconds. */
  readonly fadeMs: number;
  /** Between looks at all processes; undefined while nobody has chosen. */
  readonly intervalMs: number | undefined;
  /** Which side panels are open where there is room for both. */
  readonly inspectorOpen: boolean;
  readonly treeShown: (typeof treeForms)[number];
  readonly treeLayout: LayoutKind;
  readonly icicleBy: IcicleMeasure;
  readonly mergeSiblings: boolean;
  readonly minimap: boolean;
  readonly foldDepth: FoldDepth;
  /** What was folded (true) or opened by hand, by the line of names from the root, the latest last. */
  readonly foldedLines: readonly (readonly [line: string, folded: boolean])[];
  readonly layouts: Layouts;
  /** Parts of the inspector that are unfolded. */
  readonly openSections: readonly string[];
  /** Nothing can be signalled or reniced from this window. */
  readonly readOnly: boolean;
  /** Leaves out the processes of other users, except where they lead to one's own. */
  readonly onlyMine: boolean;
  readonly hideKernelThreads: boolean;
  /** The table lists the threads of each process that comes into sight. */
  readonly listThreads: boolean;
  /** Searches that were given a name, and the last ones, newest first. */
  readonly savedQueries: readonly { readonly name: string; readonly text: string }[];
  readonly recentQueries: readonly string[];
  /** The columns of the table in their order, each as wide (in CSS pixels) as `tableWidths` says, else as usual. */
  readonly tableColumns: readonly ColumnId[];
  readonly tableWidths: { readonly [Id in ColumnId]?: number };
  /** Undefined: as the tree has it, oldest first. */
  readonly tableSort: Sort | undefined;
  /** Sums of the subtree on every parent, not on folded ones alone. */
  readonly tableSums: boolean;
  /** The best of what was predicted of each demo: so many answers were right. */
  readonly predicted: { readonly [demo: string]: { readonly right: number; readonly total: number } };
  /** How much of the past of this computer is kept: the last minutes, and at most so much memory. */
  readonly keepMinutes: number;
  readonly keepMegabytes: number;
  /** Whose command lines are left out of what is saved; undefined while nobody was asked. */
  readonly leaveOut: 'nothing' | 'others' | 'everybody' | undefined;
}

export interface SettingsSlice extends Settings {
  changeSettings(change: Partial<Settings>): void;
  rememberLayout(split: string, layout: Layouts[string]): void;
  toggleSection(name: string): void;
}

const usualSettings: Settings = {
  language: 'system',
  theme: 'system',
  fadeMs: 4_000,
  intervalMs: undefined,
  inspectorOpen: true,
  treeShown: 'graph',
  treeLayout: 'right',
  icicleBy: 'memory',
  mergeSiblings: true,
  minimap: true,
  foldDepth: 'auto',
  foldedLines: [],
  layouts: {},
  openSections: ['lineage', 'identity', 'resources'],
  readOnly: false,
  onlyMine: false,
  hideKernelThreads: false,
  listThreads: false,
  savedQueries: [],
  recentQueries: [],
  tableColumns: ['name', 'pid', 'user', 'state', 'cpu', 'history', 'mem', 'threads', 'age', 'command'],
  tableWidths: {},
  tableSort: undefined,
  tableSums: false,
  predicted: {},
  keepMinutes: 10,
  keepMegabytes: 100,
  leaveOut: undefined,
};

export const createSettingsSlice: StateCreator<AppState, [], [], SettingsSlice> = (set) => ({
  ...usualSettings,
  changeSettings: (change) => set(change),
  toggleSection: (name) =>
    set(({ openSections }) => ({
      openSections: openSections.includes(name)
        ? openSections.filter((open) => open !== name)
        : [...openSections, name],
    })),
  rememberLayout: (split, layout) => set(({ layouts }) => ({ layouts: { ...layouts, [split]: layout } })),
});

/** The part of the state that is a setting, whatever settings there are. */
export function pickSettings(state: AppState): Settings {
  const names = Object.keys(usualSettings) as (keyof Settings)[];
  return Object.fromEntries(names.map((name) => [name, state[name]])) as unknown as Settings;
}
