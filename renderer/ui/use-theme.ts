import { useApp } from '../store/use-app';
import { DARK_QUERY, resolveTheme, type Theme } from './theme';
import { useMediaQuery } from './use-media-query';

/** The theme that is on the screen; whoever reads the tokens by getComputedStyle depends on it. */
export function useTheme(): Theme {
  const setting = useApp((state) => state.theme);
  return resolveTheme(setting, useMediaQuery(DARK_QUERY));
}
