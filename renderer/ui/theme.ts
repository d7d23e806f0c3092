import type { AppStore } from '../store/app-store';
import type { Settings } from '../store/settings-slice';

export type Theme = 'light' | 'dark';

const DARK_QUERY = '(prefers-color-scheme: dark)';

function resolveTheme(setting: Settings['theme'], systemIsDark: boolean): Theme {
  if (setting !== 'system') return setting;
  return systemIsDark ? 'dark' : 'light';
}

/**
 * Keeps `data-theme` on <html> with the setting and the system; returns its undo. Whoever reads the tokens follows the
 * attribute (`useTheme`).
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
