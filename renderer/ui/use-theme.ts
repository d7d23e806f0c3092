import { useSyncExternalStore } from 'react';
import type { Theme } from './theme';

/**
 * The theme that is on the page: for whoever reads the tokens by getComputedStyle. It is taken from `data-theme`, not
 * asked of the system a second time, since the tokens change with the attribute and with nothing else.
 */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, themeOnThePage);
}

function subscribe(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

const themeOnThePage = (): Theme => (document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light');
