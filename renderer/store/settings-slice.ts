import type { StateCreator } from 'zustand/vanilla';
import type { AppState } from './app-store';

export const languages = ['system', 'en', 'zh'] as const;
export const themes = ['system', 'light', 'dark'] as const;

/** What is remembered between starts. */
export interface Settings {
  readonly language: (typeof languages)[number];
  readonly theme: (typeof themes)[number];
  /** For how long the new glow and the gone fade, in milliseconds. */
  readonly fadeMs: number;
  /** Between looks at all processes; undefined while nobody has chosen. */
  readonly intervalMs: number | undefined;
  /** Which side panels are open where there is room for both. */
  readonly runPanelOpen: boolean;
  readonly inspectorOpen: boolean;
}

export interface SettingsSlice extends Settings {
  changeSettings(change: Partial<Settings>): void;
}

export const createSettingsSlice: StateCreator<AppState, [], [], SettingsSlice> = (set) => ({
  language: 'system',
  theme: 'system',
  fadeMs: 4_000,
  intervalMs: undefined,
  runPanelOpen: true,
  inspectorOpen: true,
  changeSettings: (change) => set(change),
});

export function pickSettings({ language, theme, fadeMs, intervalMs, runPanelOpen, inspectorOpen }: AppState): Settings {
  return { language, theme, fadeMs, intervalMs, runPanelOpen, inspectorOpen };
}
