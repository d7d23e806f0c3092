import { type RefObject, useLayoutEffect, useState } from 'react';
import { useTheme } from '../ui/use-theme';
import { type Look, readLook } from './look';

/** The look as the element's styles give it, read again when the theme changes; undefined before the first layout. */
export function useLook(element: RefObject<HTMLElement | null>): Look | undefined {
  const [look, setLook] = useState<Look>();
  const theme = useTheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is what changes the element's styles
  useLayoutEffect(() => {
    if (element.current !== null) setLook(readLook(getComputedStyle(element.current)));
  }, [element, theme]);
  return look;
}
