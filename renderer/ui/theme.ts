import type { AppStore } from '../store/app-store';
import type { Settings } from '../store/settings-slice';

export type Theme = 'light' | 'dark';

export const DARK_QUERY = '(prefers-color-scheme: dark)';

export function resolveTheme(setting: Settings['theme'], systemIsDark: boolean): Theme {
  if (setting !== 'system') return setting;
  return systemIsDark ? 'dark' : 'light';
}

/**
 * Keeps `data-theme` on <html> with the setting and the system; returns its undo. To be called before React subscribes
 * to anything: listeners run in order, so the tokens are already new when a component, or the canvas, reads them.
 */
export function followTheme(store: AppStore, page: Window): () => void {
  const system = page.matchMedia(DARK_QUERY);
  const follow = () => {
    page.document.documentElement.dataset.theme = resolveTheme(store.getState().theme, system.matches);
  };
  follow();
  system.addEventListener('change', follow);
  const unsubscribe = store.subscribe(({ theme }, before) => {
    if (theme !== before.theme) follow();
  });
  return () => {
    unsubscribe();
    system.removeEventListener('change', follow);
  };
}
